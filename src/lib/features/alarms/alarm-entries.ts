import type { Alarm } from '#lib/model/alarm.ts';
import type { AlarmLevel } from '#lib/model/alarm-rule.ts';
import { groupAlarms } from './alarm-groups.ts';

/** A line of the alarm list. */
export type AlarmEntry =
	/** `brief`: it says what another of the same rule above it says. */
	| { readonly kind: 'row'; readonly key: string; readonly alarm: Alarm; readonly brief?: true }
	/** Above a group: how many it has, and the highest level of them. */
	| { readonly kind: 'head'; readonly key: string; readonly count: number; readonly highest: AlarmLevel }
	/** For those of levels 3 and 4 beside the first one, which show when `open`: how many. */
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
	const others = (alarms: readonly Alarm[], told: Set<string>): AlarmEntry[] =>
		alarms.map((alarm) => {
			const brief = told.has(alarm.rule);
			told.add(alarm.rule);
			return { ...row(alarm), ...(brief && { brief }) } as AlarmEntry; // a row
		});
	return groupAlarms(ordering).flatMap(({ group, highest, first, rest }) => {
		if (rest.length === 0) return [row(first)];
		const grave = rest.filter(({ level }) => level <= 2);
		const light = rest.filter(({ level }) => level > 2);
		const open = opened.has(group);
		const told = new Set([first.rule]);
		return [
			{ kind: 'head', key: `head ${group}`, count: rest.length + 1, highest },
			row(first),
			...others(grave, told),
			...(light.length > 0
				? [{ kind: 'more', key: `more ${group}`, group, count: light.length, open } as const]
				: []),
			...(open ? others(light, told) : [])
		] satisfies AlarmEntry[];
	});
}
