import type { Alarm } from '#lib/model/alarm.ts';

/** Rows of a list that somebody is pointing at or has the focus in. */
export interface HeldRows {
	/** As they stand on screen: none moves, none comes, none goes. */
	readonly rows: readonly Alarm[];
	/** Those of them that are wanted no more. */
	readonly gone: ReadonlySet<string>;
	/** Wait above the list until they are let in; in their order. */
	readonly waiting: readonly Alarm[];
}

/**
 * What a list shows that is held since it showed `held`: the same rows in the same order, with the newest state of
 * each. Rows that are no longer wanted keep their last state.
 */
export function holdRows(held: readonly Alarm[], wanted: readonly Alarm[]): HeldRows {
	const newest = new Map(wanted.map((alarm) => [alarm.id, alarm]));
	const shown = new Set(held.map(({ id }) => id));
	return {
		rows: held.map((alarm) => newest.get(alarm.id) ?? alarm),
		gone: new Set(held.flatMap(({ id }) => (newest.has(id) ? [] : id))),
		waiting: wanted.filter(({ id }) => !shown.has(id))
	};
}
