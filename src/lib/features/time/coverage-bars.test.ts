import { expect, test } from 'vitest';
import type { HistoryCoverage } from '#lib/model/history.ts';
import { coverageAt, coverageBars, histogramBars } from './coverage-bars.ts';

const HOUR = 3_600_000;
const air: HistoryCoverage = {
	layer: 'air',
	from: 1.5 * HOUR,
	to: 5.25 * HOUR,
	version: 'a',
	sealedTo: 5 * HOUR,
	hours: [
		{ from: HOUR, rows: 50 },
		{ from: 2 * HOUR, rows: 100 },
		{ from: 5 * HOUR, rows: 25 }
	]
};

test('neighbouring hours are one bar, cut to the first and last row', () => {
	expect(coverageBars(air, { from: 0, to: 10 * HOUR })).toEqual([
		{ from: 0.15, to: 0.3 },
		{ from: 0.5, to: 0.525 }
	]);
});

test('bars are cut to the range and those outside are left out', () => {
	expect(coverageBars(air, { from: 2 * HOUR, to: 4 * HOUR })).toEqual([{ from: 0, to: 0.5 }]);
	expect(coverageBars(air, { from: 6 * HOUR, to: 7 * HOUR })).toEqual([]);
});

test('the histogram measures hours against the fullest of the range', () => {
	expect(histogramBars(air, { from: 2 * HOUR, to: 6 * HOUR })).toEqual([
		{ from: 0, to: 0.25, rows: 100, height: 1 },
		{ from: 0.75, to: 0.8125, rows: 25, height: 0.25 }
	]);
});

test('an instant is before, in a gap of, after or within the data; a timetable has any', () => {
	expect(coverageAt(air, HOUR)).toEqual({ kind: 'before', from: 1.5 * HOUR });
	expect(coverageAt(air, 2.2 * HOUR)).toEqual({ kind: 'data' });
	expect(coverageAt(air, 4 * HOUR)).toEqual({ kind: 'gap' });
	expect(coverageAt(air, 5.3 * HOUR, 0.1 * HOUR)).toEqual({ kind: 'data' });
	expect(coverageAt(air, 9 * HOUR)).toEqual({ kind: 'after', to: 5.25 * HOUR });
	expect(coverageAt({ layer: 'x', version: '', sealedTo: 0, hours: [] }, 0)).toEqual({ kind: 'none' });
	expect(coverageAt({ layer: 'metro', sampled: true, step: 1000 }, 0)).toEqual({ kind: 'any' });
});
