/** What something was, is and will be again: undo and redo. */
export interface History<T> {
	readonly past: readonly T[];
	readonly now: T;
	readonly future: readonly T[];
}

/** As many steps can be taken back. */
const MOST_STEPS = 200;

export const historyOf = <T>(now: T): History<T> => ({ past: [], now, future: [] });

/** One step on; what had been taken back is gone. The same again is no step. */
export const stepTo = <T>(history: History<T>, next: T): History<T> =>
	next === history.now
		? history
		: { past: [...history.past, history.now].slice(-MOST_STEPS), now: next, future: [] };

export function undone<T>({ past, now, future }: History<T>): History<T> {
	const before = past.at(-1);
	return before === undefined
		? { past, now, future }
		: { past: past.slice(0, -1), now: before, future: [now, ...future] };
}

export function redone<T>({ past, now, future }: History<T>): History<T> {
	const [next, ...rest] = future;
	return next === undefined ? { past, now, future } : { past: [...past, now], now: next, future: rest };
}
