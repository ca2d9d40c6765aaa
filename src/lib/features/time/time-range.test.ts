import { expect, test } from 'vitest';
import { TimeZone } from '#lib/queries/time-zone.ts';
import { dayOf, instantAt, liveRange, replayRange, shareOf } from './time-range.ts';
import { ticksOf } from './time-ticks.ts';

const shanghai = new TimeZone('Asia/Shanghai');
const newYork = new TimeZone('America/New_York');
const at = (iso: string) => Date.parse(iso);
const NOW = at('2026-11-22T14:05:00+08:00');
const HOUR = 3_600_000;

test('the live range ends now; the day is the whole calendar day', () => {
	expect(liveRange('h6', NOW, shanghai)).toEqual({ from: NOW - 6 * HOUR, to: NOW });
	expect(liveRange('day', NOW, shanghai)).toEqual({
		from: at('2026-11-22T00:00:00+08:00'),
		to: at('2026-11-23T00:00:00+08:00')
	});
});

test('a day on which the clocks go back has 25 hours', () => {
	const { from, to } = dayOf(at('2026-11-01T12:00:00-05:00'), newYork);
	expect([new Date(from).toISOString(), (to - from) / HOUR]).toEqual(['2026-11-01T04:00:00.000Z', 25]);
});

test('the axis holds still while the play head is in it, and follows when it leaves', () => {
	const first = replayRange('h1', NOW - HOUR / 2, NOW, shanghai, undefined);
	expect(first).toEqual({ from: NOW - HOUR, to: NOW });
	expect(replayRange('h1', NOW - HOUR, NOW + HOUR, shanghai, first)).toBe(first);
	const old = NOW - 10 * HOUR;
	expect(replayRange('h1', old, NOW, shanghai, first)).toEqual({ from: old - HOUR / 2, to: old + HOUR / 2 });
});

test('a place on the axis is an instant on a whole step and back', () => {
	const range = { from: 0, to: 100_000 };
	expect(instantAt(range, 0.5046, 1000)).toBe(50_000);
	expect([instantAt(range, -1, 1000), instantAt(range, 2, 1000)]).toEqual([0, 100_000]);
	expect(instantAt({ from: 1500, to: 9000 }, 0, 1000)).toBe(2000);
	expect(shareOf(range, 25_000)).toBe(0.25);
});

test('marks stand at round times of the city and say where a day begins', () => {
	const range = { from: at('2026-11-21T21:10:00+08:00'), to: at('2026-11-22T03:10:00+08:00') };
	const ticks = ticksOf(range, shanghai, 7);
	expect(ticks.map((tick) => [new Date(tick.at).toISOString().slice(11, 16), tick.midnight])).toEqual([
		['14:00', false],
		['15:00', false],
		['16:00', true],
		['17:00', false],
		['18:00', false],
		['19:00', false]
	]);
	expect(ticks[0]?.share).toBeCloseTo(50 / 360, 10);
});

test('marks of a month are days at midnight, also across a change of clocks', () => {
	const ticks = ticksOf({ from: at('2026-10-20T08:00:00Z'), to: at('2026-11-19T08:00:00Z') }, newYork, 8);
	expect(ticks.length).toBeGreaterThan(3);
	expect(ticks.every(({ midnight }) => midnight)).toBe(true);
});
