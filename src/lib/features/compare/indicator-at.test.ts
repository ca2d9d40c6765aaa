import { expect, test } from 'vitest';
import type { IndicatorValue } from '#lib/model/indicator.ts';
import { historyPath, indicatorDifference, valueAt } from './indicator-at.ts';

const value = (at: number, of: number | null, version = 1): IndicatorValue => ({
	at,
	value: of,
	version,
	rows: 1,
	staleRows: 0,
	origin: 'measured'
});

test('the value of an instant is the last that was made up to then', () => {
	const values = [value(100, 1), value(200, 2), value(300, 3)];
	expect(valueAt({ values }, 250)?.value).toBe(2);
	expect(valueAt({ values }, 200)?.value).toBe(2);
	expect(valueAt({ values }, 99)).toBeUndefined();
});
test('values are looked for three periods back, no further', () => {
	expect(historyPath({ key: 'water/deep roads', period: 60 }, 1_000_000)).toBe(
		'/api/indicators/water/deep%20roads/history?from=820000&to=1000000'
	);
});
test('no data on one side, or another formula, is no difference', () => {
	expect(indicatorDifference('k', value(1, 40), value(2, 50))).toMatchObject({ delta: 10, percent: 25 });
	expect(indicatorDifference('k', value(1, null), value(2, 50)).delta).toBeUndefined();
	expect(indicatorDifference('k', undefined, value(2, 50)).delta).toBeUndefined();
	expect(indicatorDifference('k', value(1, 40, 1), value(2, 50, 2)).delta).toBeUndefined();
});
