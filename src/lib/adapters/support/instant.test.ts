import { expect, test } from 'vitest';
import { instantOfNumber, instantOfText, minutesEast } from './instant.ts';

const MIDNIGHT = Date.UTC(2026, 2, 1);

test.each([
	'2026-03-01T00:00:00Z',
	'2026-03-01T08:00+08:00',
	'2026-03-01 08:00:00.000+0800',
	'2026-02-28T16:00:00,0-08',
	'2026-02-28T24:00:00Z'
])('%s is midnight in Greenwich on 1 March 2026', (text) => {
	expect(instantOfText(text)).toEqual({ ok: true, at: MIDNIGHT, zoned: true });
});

test('a time without zone takes the zone it is given, and says so', () => {
	expect(instantOfText('2026-03-01T08:00', 480)).toEqual({ ok: true, at: MIDNIGHT, zoned: false });
	expect(instantOfText('2026-03-01T08:00')).toMatchObject({ ok: false });
});

test.each([
	'',
	'now',
	'2026-13-01T00:00Z',
	'2025-02-29T00:00Z',
	'2026-03-01T25:00Z',
	'2026-03-01T00:00+99:00'
])('%j is no time', (text) => {
	expect(instantOfText(text)).toMatchObject({ ok: false });
});

test('seconds and milliseconds of an epoch; anything beyond a calendar is no time', () => {
	expect(instantOfNumber(MIDNIGHT / 1000)).toMatchObject({ at: MIDNIGHT });
	expect(instantOfNumber(MIDNIGHT)).toMatchObject({ at: MIDNIGHT });
	expect([NaN, Infinity, 1e300].map((value) => instantOfNumber(value).ok)).toEqual([false, false, false]);
});

test.each([
	['Z', 0],
	['UTC+8', 480],
	['-05:30', -330],
	['+08:75', undefined],
	['Asia/Shanghai', undefined]
])('zone %s is %s minutes east', (zone, minutes) => {
	expect(minutesEast(zone)).toBe(minutes);
});
