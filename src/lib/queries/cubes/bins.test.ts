import { expect, test } from 'vitest';
import { TimeZone } from '../time-zone.ts';
import { binByEdges, brushShift } from './bins.ts';
import { binCategories } from './category-bins.ts';
import { binNumbers, roundEdges } from './number-bins.ts';
import { binHours, binTimes, binWeekdays, stepFor, timeEdges } from './time-bins.ts';

const hour = 3_600_000;
const newYork = new TimeZone('America/New_York');

test('a value on an edge belongs to the bin above, one without a number to the last bin', () => {
	const edges = Float64Array.of(0, 1, 10, 11);
	expect([...binByEdges([0, 0.999, 1, 9.9, 10, 11, -1, NaN], edges)]).toEqual([0, 0, 1, 1, 2, 3, 3, 3]);
});

test('bins by uneven edges agree with a search through all edges', () => {
	let seed = 7;
	const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
	const edges = Float64Array.from({ length: 300 }, () => random() ** 3 * 1e6).sort();
	const values = Float64Array.from({ length: 5000 }, (_, i) =>
		i % 3 ? random() * 1.1e6 : (edges[i % 300] ?? 0)
	);
	const slow = [...values].map((value) => {
		if (value < (edges[0] ?? 0) || value >= (edges[299] ?? 0)) return 299;
		return edges.findLastIndex((edge) => edge <= value);
	});
	expect([...binByEdges(values, edges)]).toEqual(slow);
});

test('round edges are the numbers one would write', () => {
	expect([...roundEdges([0.1, 0.52], 5)]).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
	expect([...roundEdges([3, 97], 10)]).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
	expect([...roundEdges([-4, 4], 4)]).toEqual([-4, -2, 0, 2, 4, 6]);
});

test('few whole numbers get a bin each, and a missing one the last', () => {
	const bins = binNumbers(Float64Array.of(0, 3, 1, NaN, 0));
	expect([...bins.fine]).toEqual([0, 3, 1, 4, 0]);
	expect(bins).toMatchObject({ count: 4, shift: 0 });
});

test('a column of equal or no numbers still has an axis', () => {
	expect(binNumbers(Float64Array.of(2.5, 2.5)).count).toBeGreaterThan(0);
	expect([...binNumbers(Float64Array.of(NaN, NaN)).fine].every((bin) => bin > 0)).toBe(true);
});

test('forty bins are brushed in 1,280 steps', () => {
	expect(40 << brushShift(40)).toBe(1280);
});

test('the most frequent categories stand alone, the rest together, the missing apart', () => {
	const bins = binCategories(
		{ codes: Int32Array.of(0, 1, 1, 2, 3, -1, 3, 3), labels: ['a', 'b', 'c', 'd', 'unused'] },
		2
	);
	expect(bins.labels).toEqual(['d', 'b']);
	expect([...bins.fine]).toEqual([2, 1, 1, 2, 0, 3, 0, 0]);
	expect(bins).toMatchObject({ count: 3, others: 2, shift: 0 });
});

test('a day of changed clocks is 23 hours long and bins begin at local midnight', () => {
	const edges = timeEdges([Date.UTC(2015, 2, 7, 12), Date.UTC(2015, 2, 9, 12)], newYork, 'day');
	expect([...edges]).toEqual(
		[7, 8].map((d) => Date.UTC(2015, 2, d, 5)).concat(Date.UTC(2015, 2, 9, 4), Date.UTC(2015, 2, 10, 4))
	);
});

test('months and weeks begin where the local calendar says', () => {
	const months = timeEdges([Date.UTC(2015, 10, 15), Date.UTC(2016, 0, 2)], newYork, 'month');
	expect([...months]).toEqual([
		Date.UTC(2015, 10, 1, 4),
		Date.UTC(2015, 11, 1, 5),
		Date.UTC(2016, 0, 1, 5),
		Date.UTC(2016, 1, 1, 5)
	]);
	const weeks = timeEdges([Date.UTC(2015, 11, 31, 12), Date.UTC(2015, 11, 31, 13)], newYork, 'week');
	expect([...weeks]).toEqual([Date.UTC(2015, 11, 28, 5), Date.UTC(2016, 0, 4, 5)]);
});

test('the step is the shortest that keeps the axis readable', () => {
	expect(stepFor(20 * 24 * hour, 60)).toBe('day');
	expect(stepFor(24 * hour, 60)).toBe('hour');
	expect(stepFor(0, 60)).toBe('minute');
});

test('time bins hold every row, the one without a time in the last', () => {
	const t = Date.UTC(2015, 11, 12, 12);
	const bins = binTimes(Float64Array.of(t, NaN, t + 48 * hour), newYork, 'day');
	expect([...bins.fine].map((bin) => bin >> bins.shift)).toEqual([0, 3, 2]);
});

test('hours and weekdays are local, before and after clocks change', () => {
	const times = Float64Array.of(
		Date.UTC(2015, 2, 8, 6, 59),
		Date.UTC(2015, 2, 8, 7),
		NaN,
		Date.UTC(1969, 6, 20, 20, 17)
	);
	expect([...binHours(times, newYork).fine]).toEqual([1, 3, 24, 16]);
	expect([...binWeekdays(times, newYork).fine]).toEqual([6, 6, 7, 6]);
});
