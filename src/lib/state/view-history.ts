import type { Milliseconds } from '#lib/model/units.ts';

/** Steps that can be undone. */
const MOST_STEPS = 200;
/** Changes of one kind that follow each other as fast as this are one step: a drag, a flight. */
const ONE_STEP: Milliseconds = 900;

/** What was there before each change, and after each undo. */
export class ViewHistory<T> {
	#past: T[] = [];
	#future: T[] = [];
	#last: { readonly kind: string; readonly at: Milliseconds } | undefined;

	get canUndo(): boolean {
		return this.#past.length > 0;
	}
	get canRedo(): boolean {
		return this.#future.length > 0;
	}

	/** Something is about to change; without a kind it is a step of its own. `at`: any clock that only goes forward. */
	changing(before: () => T, kind: string | undefined, at: Milliseconds): void {
		const goesOn = kind !== undefined && this.#last?.kind === kind && at - this.#last.at < ONE_STEP;
		this.#last = kind === undefined ? undefined : { kind, at };
		if (goesOn) return;
		this.#past = [...this.#past, before()].slice(-MOST_STEPS);
		this.#future = [];
	}

	/** What was before the last change; undefined when there was none. */
	undo(now: T): T | undefined {
		const before = this.#past.at(-1);
		if (before === undefined) return undefined;
		this.#past = this.#past.slice(0, -1);
		this.#future = [...this.#future, now];
		this.#last = undefined;
		return before;
	}

	/** What the last undo took back. */
	redo(now: T): T | undefined {
		const after = this.#future.at(-1);
		if (after === undefined) return undefined;
		this.#future = this.#future.slice(0, -1);
		this.#past = [...this.#past, now];
		this.#last = undefined;
		return after;
	}
}
