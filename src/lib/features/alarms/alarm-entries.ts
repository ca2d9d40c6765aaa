import type { Alarm } from '#lib/model/alarm.ts';
import { groupAlarms } from './alarm-groups.ts';

/** A line of the alarm list. */
export type AlarmEntry =
	| { readonly kind: 'row'; readonly key: string; readonly alarm: Alarm }
	/** Above a group: how many it has. */
	| { readonly kind: 'head'; readonly key: string; readonly count: number }
	/** Below its first one: the others show when `open`. */
	| {
			readonly kind: 'more';
			readonly key: string;
			readonly group: string;
			readonly count: number;
			readonly open: boolean;
	  };

/** Lines for rows; grouped, the groups keep the order that they have in `ordering`, an earlier state of the same rows. */
export function entriesOf(
	rows: readonly Alarm[],
	ordering: readonly Alarm[],
	grouped: boolean,
	opened: ReadonlySet<string>
): readonly AlarmEntry[] {
	if (!grouped) return rows.map((alarm) => ({ kind: 'row', key: alarm.id, alarm }));
	const newest = new Map(rows.map((alarm) => [alarm.id, alarm]));
	const row = (alarm: Alarm): AlarmEntry => ({
		kind: 'row',
		key: alarm.id,
		alarm: newest.get(alarm.id) ?? alarm
	});
	return groupAlarms(ordering).flatMap(({ group, first, rest }) => {
		const open = opened.has(group);
		if (rest.length === 0) return [row(first)];
		return [
			{ kind: 'head', key: `head ${group}`, count: rest.length + 1 },
			row(first),
			{ kind: 'more', key: `more ${group}`, group, count: rest.length, open },
			...(open ? rest.map(row) : [])
		] satisfies AlarmEntry[];
	});
}
