/** What one check of `cityloop doctor` found. */
export interface Finding {
	readonly check: string;
	readonly state: 'ok' | 'warning' | 'failed';
	/** What is so. */
	readonly found: string;
	/** What to do about it; absent when all is well. */
	readonly cure?: string;
}

export const ok = (check: string, found: string): Finding => ({ check, state: 'ok', found });
export const warning = (check: string, found: string, cure: string): Finding => ({
	check,
	state: 'warning',
	found,
	cure
});
export const failed = (check: string, found: string, cure: string): Finding => ({
	check,
	state: 'failed',
	found,
	cure
});
