import { expect, test } from 'vitest';
import { gridOf } from './cell-grid.ts';
import { AGGREGATES, gatherCells, type Aggregate } from './cells.ts';

const places = (points: readonly (readonly [number, number])[]) => ({
	east: Float64Array.from(points, ([east]) => east),
	north: Float64Array.from(points, ([, north]) => north)
});

test('a row lies in the cell whose south-west edges it has, and nowhere without a place', () => {
	const grid = gridOf(
		places([
			[0, 0],
			[99, 99],
			[100, 0],
			[-1, 0],
			[NaN, NaN]
		]),
		100
	);
	expect([...grid.cellOf]).toEqual([0, 0, 1, 2, -1]);
	expect([...grid.ground.column]).toEqual([0, 1, -1]);
	expect([...grid.ground.row]).toEqual([0, 0, 0]);
});

test('cells count the chosen rows, and those without any are left out', () => {
	const grid = gridOf(
		places([
			[0, 0],
			[1, 1],
			[100, 0],
			[NaN, 0],
			[0, 200]
		]),
		100
	);
	const cells = gatherCells(grid, { aggregate: 'count', mask: Uint8Array.of(1, 1, 0, 1, 1) });
	expect([...cells.ground.column]).toEqual([0, 0]);
	expect([...cells.ground.row]).toEqual([0, 2]);
	expect([...cells.value]).toEqual([2, 1]);
	expect(cells.unplaced).toBe(1);
});

test('a cell none of whose rows says a value has none: missing is not zero', () => {
	const grid = gridOf(
		places([
			[0, 0],
			[1, 1],
			[100, 0]
		]),
		100
	);
	const values = [NaN, 4, NaN];
	const of = (aggregate: Aggregate) => [...gatherCells(grid, { aggregate, values }).value];
	expect(of('sum')).toEqual([4, NaN]);
	expect(of('mean')).toEqual([4, NaN]);
	expect(of('min')).toEqual([4, NaN]);
	expect([...gatherCells(grid, { aggregate: 'max', values }).said]).toEqual([1, 0]);
});

test('a window has the rows from its first instant up to its last; those without a time are in none', () => {
	const grid = gridOf(
		places([
			[0, 0],
			[0, 0],
			[0, 0],
			[0, 0]
		]),
		100
	);
	const times = Float64Array.of(0, 10, 19, NaN);
	expect([...gatherCells(grid, { aggregate: 'count', times, window: [10, 19] }).value]).toEqual([1]);
	expect([...gatherCells(grid, { aggregate: 'count', times, window: [20, 30] }).value]).toEqual([]);
});

test('whatever the rows, cells say what counting them one by one says', () => {
	let seed = 3;
	const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
	const points = Array.from({ length: 500 }, () =>
		random() < 0.05 ? ([NaN, NaN] as const) : ([(random() - 0.5) * 900, (random() - 0.5) * 900] as const)
	);
	const values = points.map(() => (random() < 0.3 ? NaN : Math.round(random() * 100) - 50));
	const mask = Uint8Array.from(points, () => (random() < 0.6 ? 1 : 0));
	for (const aggregate of AGGREGATES) {
		const cells = gatherCells(gridOf(places(points), 70), { aggregate, values, mask });
		expect(cells.rows.reduce((sum, rows) => sum + rows, cells.unplaced)).toBe(
			mask.reduce((sum, one) => sum + one, 0)
		);
		cells.value.forEach((value, cell) => {
			const inside = values.filter((_, row) => {
				const [east, north] = points[row]!;
				return (
					mask[row] === 1 &&
					Math.floor(east / 70) === cells.ground.column[cell] &&
					Math.floor(north / 70) === cells.ground.row[cell]
				);
			});
			expect(cells.rows[cell]).toBe(inside.length);
			expect(value).toBe(oneByOne(aggregate, inside));
		});
	}
});

function oneByOne(aggregate: Aggregate, all: readonly number[]): number {
	const said = all.filter((value) => !Number.isNaN(value));
	const sum = said.reduce((total, value) => total + value, 0);
	if (aggregate === 'count') return all.length;
	if (said.length === 0) return NaN;
	return { sum, mean: sum / said.length, min: Math.min(...said), max: Math.max(...said) }[aggregate];
}
