import { expect, test } from 'vitest';
import { reliefOf, type MetreGrid, type ReliefSource } from './relief.ts';

const PLACE = { west: -5000, south: -5000, step: 100, columns: 101, rows: 101 };
const town: ReliefSource['isBuilt'] = (x, y) => Math.hypot(x, y) < 500;
const at = ({ values, columns, west, south, step }: MetreGrid, x: number, y: number) =>
	values[Math.round((y - south) / step) * columns + Math.round((x - west) / step)]!;

test('a hill out of town rises above the plane that the town stands on', () => {
	const heightAt = (x: number, y: number) => 30 + x / 100 + (Math.hypot(x - 3000, y) < 400 ? 100 : 0);
	const relief = reliefOf({ heightAt, isBuilt: town }, PLACE);
	expect(at(relief, 3000, 0)).toBeCloseTo(94, 4);
	expect(at(relief, -3000, 0)).toBe(0);
	expect(at(relief, 0, 3000)).toBe(0);
});

test('the ground of a town stays level, and rises only out of it', () => {
	const relief = reliefOf({ heightAt: (x) => Math.max(0, x), isBuilt: (x, y) => x < 0 || town(x, y) }, PLACE);
	expect([at(relief, 400, 0), at(relief, 500, 0)]).toEqual([0, 0]);
	const half = at(relief, 1000, 0);
	expect(half).toBeGreaterThan(0);
	expect(half).toBeLessThan(900);
	expect(at(relief, 1400, 0)).toBeGreaterThan(half);
});

test('hills end softly where the heights end', () => {
	const heightAt = (x: number, y: number) => (x > 3500 ? NaN : town(x, y) ? 0 : 200);
	const relief = reliefOf({ heightAt, isBuilt: town }, PLACE);
	expect([at(relief, 4000, 0), at(relief, -5000, 0)]).toEqual([0, 0]);
	expect(at(relief, 3400, 0)).toBeLessThan(10);
	expect(at(relief, 1900, 0)).toBeCloseTo(194, 0);
});

test('without a town nothing is level but what is known', () => {
	const relief = reliefOf({ heightAt: () => 50, isBuilt: () => false }, PLACE);
	expect(Math.max(...relief.values)).toBe(0);
});
