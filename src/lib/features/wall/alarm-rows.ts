import type { Alarm } from '#lib/model/alarm.ts';
import type { AlarmLevel } from '#lib/model/alarm-rule.ts';
import { groupAlarms } from '../alarms/alarm-groups.ts';

/** A row of a wall's list: an alarm, or in a flood the one that was raised first of its cause. */
export interface AlarmRow {
	readonly alarm: Alarm;
	/** The highest of all that the row stands for. */
	readonly level: AlarmLevel;
	/** Any of them is still on. */
	readonly active: boolean;
	/** Any of level 1 that is on has been seen by nobody. */
	readonly urgent: boolean;
	/** How many the row stands for. */
	readonly count: number;
}

/** In a flood so many causes are told; the rest is a number. */
const MOST_CAUSES = 5;

/** Rows of these alarms, the most urgent first. Those that are still on go before all that only waits to be seen: nobody acknowledges at a wall. */
export function alarmRows(alarms: readonly Alarm[], flood: boolean): readonly AlarmRow[] {
	const ordered = alarms.toSorted((a, b) => Number(b.active) - Number(a.active));
	if (!flood)
		return ordered.map((alarm) => ({
			alarm,
			level: alarm.level,
			active: alarm.active,
			urgent: isUrgent(alarm),
			count: 1
		}));
	return groupAlarms(ordered)
		.slice(0, MOST_CAUSES)
		.map(({ first, rest, highest, active }) => ({
			alarm: first,
			level: highest,
			active,
			urgent: [first, ...rest].some(isUrgent),
			count: 1 + rest.length
		}));
}

const isUrgent = ({ level, active, acknowledged }: Alarm) => level === 1 && active && !acknowledged;
