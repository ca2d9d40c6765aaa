import type { Alarm } from '#lib/model/alarm.ts';
import type { AlarmLevel } from '#lib/model/alarm-rule.ts';

/** Alarms of one cause, as a flood shows them. */
export interface AlarmGroup {
	readonly group: string;
	/** Of those that are still on; of all when none is. */
	readonly highest: AlarmLevel;
	/** Any of them is still on. */
	readonly active: boolean;
	/** The one that was raised first: it is most likely the cause, and stays on top. */
	readonly first: Alarm;
	/** The others, in the order given. */
	readonly rest: readonly Alarm[];
}

/** Groups of alarms: those that are still on first, of these the one with the highest level, then the one that began first. */
export function groupAlarms(alarms: readonly Alarm[]): readonly AlarmGroup[] {
	return [...Map.groupBy(alarms, ({ group }) => group)]
		.map(([group, members]) => {
			const on = members.filter(({ active }) => active);
			const counted = on.length > 0 ? on : members;
			const first = members.reduce((a, b) => (b.raisedAt < a.raisedAt ? b : a));
			return {
				group,
				active: on.length > 0,
				highest: Math.min(...counted.map(({ level }) => level)) as AlarmLevel, // of levels
				first,
				rest: members.filter((alarm) => alarm !== first)
			};
		})
		.toSorted(
			(a, b) =>
				Number(b.active) - Number(a.active) || a.highest - b.highest || a.first.raisedAt - b.first.raisedAt
		);
}
