import { expect, test } from 'vitest';
import type { Alarm } from '#lib/model/alarm.ts';
import { floodedAlarm } from '#lib/model/testing/flooded-alarm.ts';
import { entriesOf } from './alarm-entries.ts';
import { alarmAge } from './alarm-age.ts';
import { groupAlarms } from './alarm-groups.ts';
import { countLevels, isListed, orderAlarms } from './alarm-order.ts';
import { holdRows } from './held-rows.ts';
import { shelveChoices } from './shelve-choices.ts';

const acknowledged = { by: 'Desk 1', at: 1 };
const alarm = (id: string, level: Alarm['level'], raisedAt: number, said: Partial<Alarm> = {}): Alarm =>
	floodedAlarm({ id, name: id, level, raisedAt, ...said });
const ids = (alarms: readonly Alarm[]) => alarms.map(({ id }) => id);

test('unacknowledged alarms come first, then the graver, what is still on, then the newer', () => {
	const alarms = [
		alarm('seen-1', 1, 50, { acknowledged }),
		alarm('old-3', 3, 10),
		alarm('new-3', 3, 20),
		alarm('old-2', 2, 5),
		alarm('over-3', 3, 30, { active: false })
	];
	expect(ids(orderAlarms(alarms))).toEqual(['old-2', 'new-3', 'old-3', 'over-3', 'seen-1']);
});

test('levels are counted apart', () => {
	expect(countLevels([alarm('a', 1, 0), alarm('b', 3, 0), alarm('c', 3, 0)])).toEqual([1, 0, 2, 0]);
});

test('a shelved alarm is not in the list', () => {
	const shelved = { until: 9, reason: 'known', text: 'x', by: 'Desk 1', at: 1 };
	expect(isListed(alarm('a', 3, 0))).toBe(true);
	expect(isListed(alarm('a', 3, 0, { shelved }))).toBe(false);
});

test('a held list keeps its rows where they are: new ones wait, closed ones stay, news show', () => {
	const [a, b] = [alarm('a', 3, 10), alarm('b', 3, 5)];
	const held = holdRows([a, b], [alarm('new', 1, 20), { ...b, acknowledged, rev: 2 }]);
	expect(ids(held.rows)).toEqual(['a', 'b']);
	expect(held.rows[0]).toBe(a);
	expect(held.rows[1]?.acknowledged).toEqual(acknowledged);
	expect(ids(held.waiting)).toEqual(['new']);
	expect([...held.gone]).toEqual(['a']);
});

test('a flood shows causes: the gravest group first, what was raised first on top of each', () => {
	const groups = groupAlarms([
		alarm('power', 2, 30, { group: 'grid' }),
		alarm('gate', 1, 5, { group: 'school', active: false }),
		alarm('sewer', 3, 20),
		alarm('rain', 4, 10),
		alarm('underpass', 1, 40)
	]);
	expect(groups.map(({ group, highest }) => [group, highest])).toEqual([
		['rain', 1],
		['grid', 2],
		['school', 1]
	]);
	expect(groups[0]?.first.id).toBe('rain');
	expect(ids(groups[0]?.rest ?? [])).toEqual(['sewer', 'underpass']);
});

test('an age is minutes and seconds within the hour, then hours and minutes', () => {
	expect(alarmAge(134_000)).toEqual({ text: '02:14', unit: 'minutes' });
	expect(alarmAge(3_599_999)).toEqual({ text: '59:59', unit: 'minutes' });
	expect(alarmAge(3_600_000)).toEqual({ text: '1:00', unit: 'hours' });
	expect(alarmAge(27 * 3_600_000 + 300_000)).toEqual({ text: '27:05', unit: 'hours' });
	expect(alarmAge(-5)).toEqual({ text: '00:00', unit: 'minutes' });
});

test('shelving is capped by level, and the end of duty is a choice only within the cap', () => {
	const at = (hour: number, minute = 0) => hour * 60 + minute;
	expect(shelveChoices(1, at(19, 50)).map(({ kind, minutes }) => [kind, minutes])).toEqual([
		['minutes', 15],
		['shift', 10]
	]);
	expect(shelveChoices(2, at(14)).map(({ minutes }) => minutes)).toEqual([15, 30, 60]);
	expect(shelveChoices(3, at(14)).at(-1)).toEqual({ kind: 'shift', minutes: 360 });
	expect(shelveChoices(4, at(22)).at(-1)).toEqual({ kind: 'minutes', minutes: 60 });
	expect(shelveChoices(4, at(8)).at(-1)).toEqual({ kind: 'minutes', minutes: 60 });
});

test('in a flood, levels 3 and 4 of a cause are one line until it is opened; groups keep their places', () => {
	const [rain, sewer, power] = [
		alarm('rain', 4, 10),
		alarm('sewer', 3, 20),
		alarm('power', 3, 5, { group: 'grid' })
	];
	const underpass = alarm('underpass', 2, 30);
	const lines = (rows: readonly Alarm[], ordering: readonly Alarm[], opened: string[]) =>
		entriesOf(rows, ordering, true, new Set(opened)).map((entry) =>
			entry.kind === 'row'
				? `${entry.alarm.id} ${entry.alarm.level}${entry.brief ? ' brief' : ''}`
				: `${entry.kind} ${entry.count}`
		);
	const three = [rain, sewer, power];
	expect(lines(three, three, [])).toEqual(['power 3', 'head 2', 'rain 4', 'more 1']);
	// The sewer is graver now: it says so in its place.
	expect(lines([rain, { ...sewer, level: 1 }, power], three, ['rain'])).toEqual([
		'power 3',
		'head 2',
		'rain 4',
		'more 1',
		'sewer 1 brief'
	]);
	const four = [...three, underpass];
	expect(lines(four, four, [])).toEqual(['head 3', 'rain 4', 'underpass 2 brief', 'more 1', 'power 3']);
});
