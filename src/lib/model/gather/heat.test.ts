import { expect, test } from 'vitest';
import { gatherHeat } from './heat.ts';

const rowsIn = (heat: ReturnType<typeof gatherHeat>) =>
	heat.density.reduce((sum, one) => sum + one, 0) * (heat.step / 1000) ** 2;

test('every row weighs one wherever it lies, densest where rows are close', () => {
	const places = { east: Float64Array.of(0, 10, 900, NaN), north: Float64Array.of(0, 5, -400, NaN) };
	const heat = gatherHeat(places, 200, {});
	expect([heat.counted, heat.unplaced]).toEqual([3, 1]);
	expect(rowsIn(heat)).toBeCloseTo(3, 4);
	const peak = heat.density.indexOf(Math.max(...heat.density));
	const east = heat.east + ((peak % heat.columns) + 0.5) * heat.step;
	expect(Math.abs(east - 5)).toBeLessThan(2 * heat.step);
});

test('rows outside of the filters weigh nothing, and none at all is no heat', () => {
	const places = { east: Float64Array.of(0, 50), north: Float64Array.of(0, 50) };
	expect(rowsIn(gatherHeat(places, 100, { mask: Uint8Array.of(1, 0) }))).toBeCloseTo(1, 4);
	expect(gatherHeat(places, 100, { mask: Uint8Array.of(0, 0) }).density).toHaveLength(0);
});

test('a wide country has a coarser grid, not a larger one', () => {
	const places = { east: Float64Array.of(0, 400_000), north: Float64Array.of(0, 0) };
	const heat = gatherHeat(places, 500, {});
	expect(heat.columns).toBeLessThanOrEqual(1026);
	expect(rowsIn(heat)).toBeCloseTo(2, 4);
});
