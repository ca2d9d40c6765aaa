import { expect, test } from 'vitest';
import type { Alarm } from '#lib/model/alarm.ts';
import { alarmLook } from './alarm-look.ts';
import { clusterAlarms } from './cluster-alarms.ts';

/** A hundred metres of latitude. */
const STEP = 100 / 111_320;
const seen = { by: 'duty', at: 5 };

/** An alarm of a level so many hundred metres north; only what the map looks at. */
const alarm = (level: Alarm['level'], hundred: number | undefined, more: Partial<Alarm> = {}): Alarm =>
	({
		level,
		active: true,
		raisedAt: 0,
		...(hundred !== undefined && { place: [0, hundred * STEP] }),
		...more
	}) as Alarm; // the map asks for nothing else

test('near alarms are one mark, that of the gravest; those without a place have none', () => {
	const alarms = [alarm(3, 0), alarm(1, 1), alarm(4, 9), alarm(2, undefined)];
	expect(clusterAlarms(alarms, 150)).toEqual([
		{ at: [0, STEP], members: [1, 0] },
		{ at: [0, 9 * STEP], members: [2] }
	]);
	expect(clusterAlarms(alarms, 50)).toHaveLength(3);
});

test('of one level the unanswered comes before the answered, then the newest', () => {
	const alarms = [
		alarm(2, 0, { acknowledged: seen, raisedAt: 9 }),
		alarm(2, 0, { raisedAt: 1 }),
		alarm(2, 0, { raisedAt: 2 })
	];
	expect(clusterAlarms(alarms, 50)[0]?.members).toEqual([2, 1, 0]);
});

test('only an unanswered level 1 blinks; where nothing may move it has a thick edge', () => {
	expect(alarmLook(alarm(1, 0), false)).toEqual({ style: 'filled', blinks: true });
	expect(alarmLook(alarm(1, 0), true)).toEqual({ style: 'thick', blinks: false });
	expect(alarmLook(alarm(1, 0, { acknowledged: seen }), true)).toEqual({ style: 'filled', blinks: false });
	expect(alarmLook(alarm(2, 0), false)).toEqual({ style: 'filled', blinks: false });
});

test('an alarm whose cause is gone is hollow until somebody answers', () => {
	expect(alarmLook(alarm(1, 0, { active: false }), false)).toEqual({ style: 'hollow', blinks: false });
});
