import { expect, test } from 'vitest';
import type { Alarm } from '#lib/model/alarm.ts';
import { floodedAlarm } from '#lib/model/testing/flooded-alarm.ts';
import { alarmRows } from './alarm-rows.ts';

const alarm = (id: string, level: Alarm['level'], raisedAt: number, said: Partial<Alarm> = {}): Alarm =>
	floodedAlarm({ id, name: id, level, raisedAt, ...said });
const alarms = [
	alarm('over', 2, 5, { active: false, group: 'gate' }),
	alarm('deep', 1, 40),
	alarm('rain', 3, 10),
	alarm('power', 2, 30, { group: 'grid' })
];
const told = (flood: boolean) =>
	alarmRows(alarms, flood).map(({ alarm: { id }, level, count, urgent }) => [id, level, count, urgent]);

test('each alarm has a row, those that are still on first', () => {
	expect(told(false)).toEqual([
		['deep', 1, 1, true],
		['rain', 3, 1, false],
		['power', 2, 1, false],
		['over', 2, 1, false]
	]);
});

test('in a flood each cause has one: what was raised first, with the highest level of all and how many they are', () => {
	expect(told(true)).toEqual([
		['rain', 1, 2, true],
		['power', 2, 1, false],
		['over', 2, 1, false]
	]);
});

test('five causes are told at most', () => {
	const many = Array.from({ length: 9 }, (_, i) => alarm(String(i), 2, i, { group: String(i) }));
	expect(alarmRows(many, true)).toHaveLength(5);
});
