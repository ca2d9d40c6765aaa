import type { Alarm } from '#lib/model/alarm.ts';
import type { AlarmLevel } from '#lib/model/alarm-rule.ts';

/** Alarms of one cause, as a flood shows them. */
export interface AlarmGroup {
	readonly group: string;
	readonly highest: AlarmLevel;
	/** The one that was raised first: it is most likely the cause, and stays on top. */
	readonly first: Alarm;
	/** The others, in the order given. */
	readonly rest: readonly Alarm[];
}

/** Groups of alarms, the one with the highest level first, then the one that began first. */
export function groupAlarms(alarms: readonly Alarm[]): readonly AlarmGroup[] {
	return [...Map.groupBy(alarms, ({ group }) => group)]
		.map(([group, members]) => {
			const first = members.reduce((a, b) => (b.raisedAt < a.raisedAt ? b : a));
			return {
				group,
				highest: Math.min(...members.map(({ level }) => level)) as AlarmLevel, // of levels
				first,
				rest: members.filter((alarm) => alarm !== first)
			};
		})
		.toSorted((a, b) => a.highest - b.highest || a.first.raisedAt - b.first.raisedAt);
}
