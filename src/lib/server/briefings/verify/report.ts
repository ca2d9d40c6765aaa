/** One thing that a briefing says, and whether what is frozen with it says the same. */
export interface VerifyItem {
	readonly what: 'id' | 'file' | 'number' | 'card' | 'rows' | 'map';
	/** The briefing's id, a file's name, a binding's name, an indicator's key, a step's id. */
	readonly id: string;
	/** `unproven`: it could not be tried, and why; the stored files are whole all the same. */
	readonly state: 'same' | 'different' | 'unproven';
	/** One sentence; empty when it is the same. */
	readonly message: string;
}

export interface VerifyReport {
	readonly id: string;
	/** Nothing is different. */
	readonly holds: boolean;
	readonly items: readonly VerifyItem[];
}

/** Different when there is something to say of it. */
export const itemOf = (what: VerifyItem['what'], id: string, message: string): VerifyItem => ({
	what,
	id,
	state: message === '' ? 'same' : 'different',
	message
});
