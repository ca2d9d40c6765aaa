import { expect, test } from 'vitest';
import { eachOffset, TimeZone } from './time-zone.ts';

const hour = 3_600_000;
const newYork = new TimeZone('America/New_York');

test('New York is five hours behind UTC in winter and four in summer', () => {
	expect(newYork.offsetAt(Date.UTC(2015, 11, 31))).toBe(-5 * hour);
	expect(newYork.offsetAt(Date.UTC(2015, 6, 1))).toBe(-4 * hour);
});

test('a year has the two changes of clocks at 2 a.m. local time', () => {
	const from = Date.UTC(2015, 0, 1);
	expect(newYork.segments(from, Date.UTC(2016, 0, 1))).toEqual([
		{ from, to: Date.UTC(2015, 2, 8, 7), offset: -5 * hour },
		{ from: Date.UTC(2015, 2, 8, 7), to: Date.UTC(2015, 10, 1, 6), offset: -4 * hour },
		{ from: Date.UTC(2015, 10, 1, 6), to: Infinity, offset: -5 * hour }
	]);
});

test('a zone without daylight time is one segment, also with a half-hour offset', () => {
	const kolkata = new TimeZone('Asia/Kolkata');
	expect(kolkata.segments(0, Date.UTC(2026, 0, 1)).map(({ offset }) => offset)).toEqual([5.5 * hour]);
});

test('wall time that happens twice is its first instant, one that is skipped the jump', () => {
	expect(newYork.fromWall(Date.UTC(2015, 10, 1, 1, 30))).toBe(Date.UTC(2015, 10, 1, 5, 30));
	expect(newYork.fromWall(Date.UTC(2015, 2, 8, 2, 30))).toBe(Date.UTC(2015, 2, 8, 7));
	expect(newYork.fromWall(Date.UTC(2015, 11, 31))).toBe(Date.UTC(2015, 11, 31, 5));
});

test('a day that begins at one o’clock begins at the jump', () => {
	// São Paulo skipped from midnight to 1 a.m. on 15 October 2017.
	expect(new TimeZone('America/Sao_Paulo').fromWall(Date.UTC(2017, 9, 15))).toBe(Date.UTC(2017, 9, 15, 3));
});

test('every row gets the offset of its own instant, whatever the order, and rows without a time none', () => {
	const times = Float64Array.of(Date.UTC(2015, 11, 31), Date.UTC(2015, 6, 1), NaN, Date.UTC(2015, 0, 1));
	const segments = newYork.segments(Date.UTC(2015, 0, 1), Date.UTC(2015, 11, 31));
	const seen: number[][] = [];
	eachOffset(times, segments, (row, offset) => seen.push([row, offset / hour]));
	expect(seen).toEqual([
		[0, -5],
		[1, -4],
		[3, -5]
	]);
});
