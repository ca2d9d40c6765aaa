/** So soon after one another keys are pressed together: Q, then M. */
const TOGETHER_MS = 1500;

/** Remembers the last key that was pressed with no other, for commands of two keys. */
export class KeyBefore {
	#last: { readonly key: string; readonly at: number } | undefined;

	/** The key pressed just before this press, which is the next one's. Keys like Shift are no press. */
	of({ key, timeStamp }: KeyboardEvent): string | undefined {
		if (key.length > 1) return undefined;
		const last = this.#last;
		this.#last = { key, at: timeStamp };
		return last && timeStamp - last.at < TOGETHER_MS ? last.key : undefined;
	}
}
