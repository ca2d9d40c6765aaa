import { expect, test } from 'vitest';
import type { Alarm, AlarmList } from '#lib/model/alarm.ts';
import { floodedAlarm } from '#lib/model/testing/flooded-alarm.ts';
import { readAlarmList, withAlarm, type AlarmBook } from './alarm-book.ts';

const alarm = (id: string, rev: number, said: Partial<Alarm> = {}): Alarm =>
	floodedAlarm({ id, raisedAt: 1000, rev, ...said });
const list = (said: Partial<AlarmList>): AlarmList => ({
	epoch: 7,
	rev: 10,
	now: 5000,
	alarms: [],
	closed: [],
	...said
});
const ids = (book: AlarmBook | undefined) => [...(book?.open.keys() ?? [])];

test('a whole list is the book; a delta adds, replaces and closes', () => {
	const first = readAlarmList(undefined, list({ alarms: [alarm('a', 1), alarm('b', 2)] }), true);
	expect(ids(first)).toEqual(['a', 'b']);
	const next = readAlarmList(
		first,
		list({ rev: 12, alarms: [alarm('b', 11, { active: false }), alarm('c', 12)], closed: ['a'] }),
		false
	);
	expect(ids(next)).toEqual(['b', 'c']);
	expect(next?.open.get('b')?.active).toBe(false);
	expect(next?.rev).toBe(12);
});

test('a delta of another incarnation is worth nothing', () => {
	const first = readAlarmList(undefined, list({ alarms: [alarm('a', 1)] }), true);
	expect(readAlarmList(first, list({ epoch: 8 }), false)).toBeUndefined();
});

test('a flood that is over is no longer in the book', () => {
	const flooded = readAlarmList(undefined, list({ flood: { since: 1, recent: 12 } }), true);
	expect(flooded?.flood).toEqual({ since: 1, recent: 12 });
	expect(readAlarmList(flooded, list({}), false)).not.toHaveProperty('flood');
});

test('the answer to an act shows at once, but never over newer news', () => {
	const book = readAlarmList(undefined, list({ alarms: [alarm('a', 5)] }), true) as AlarmBook;
	const acknowledged = { by: 'Desk 1', at: 2000 };
	expect(withAlarm(book, alarm('a', 6, { acknowledged })).open.get('a')?.acknowledged).toEqual(acknowledged);
	expect(withAlarm(book, alarm('a', 4, { acknowledged }))).toBe(book);
});

test('an alarm that is cleared and acknowledged leaves the book', () => {
	const book = readAlarmList(undefined, list({ alarms: [alarm('a', 5)] }), true) as AlarmBook;
	expect(
		ids(withAlarm(book, alarm('a', 6, { active: false, acknowledged: { by: 'Desk 1', at: 2000 } })))
	).toEqual([]);
});
