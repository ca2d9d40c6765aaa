import type { Alarm } from '#lib/model/alarm.ts';

/** Shelved alarms are counted apart, out of the list. */
export const isListed = ({ shelved }: Pick<Alarm, 'shelved'>): boolean => shelved === undefined;

/** Unacknowledged first, then by level, those that are still on, then the newest. */
export const orderAlarms = (alarms: readonly Alarm[]): readonly Alarm[] =>
	alarms.toSorted(
		(a, b) =>
			Number(a.acknowledged !== undefined) - Number(b.acknowledged !== undefined) ||
			a.level - b.level ||
			Number(b.active) - Number(a.active) ||
			b.raisedAt - a.raisedAt ||
			(a.id < b.id ? -1 : 1)
	);

/** How many of each level, 1 to 4. */
export function countLevels(
	alarms: readonly Pick<Alarm, 'level'>[]
): readonly [number, number, number, number] {
	const counts: [number, number, number, number] = [0, 0, 0, 0];
	for (const { level } of alarms) counts[level - 1] = (counts[level - 1] ?? 0) + 1;
	return counts;
}
