import { expect, test } from 'vitest';
import { gridOf } from '#lib/model/gather/cell-grid.ts';
import { hexagonsOf } from '#lib/model/gather/hexagon-grid.ts';
import { gatherCells } from '#lib/model/gather/cells.ts';
import { TOKEN_COLOURS, sceneContext } from '../sensors/testing/scene-context.ts';
import { classed } from '../styled/classed.ts';
import { buildCells } from './build-cells.ts';

const context = sceneContext();
/** Three cells along the equator: 10, 90, and one whose only row says nothing. */
const cells = gatherCells(
	gridOf({ east: Float64Array.of(50, 150, 250), north: Float64Array.of(50, 50, 50) }, 100),
	{ aggregate: 'mean', values: [10, 90, NaN] }
);
const colours = classed(cells.value, { classes: { method: 'manual', count: 4, breaks: [20, 40, 60] } });
const build = (raised: boolean) =>
	buildCells(context, { id: 'air', cells, colours, raised, opacity: 1, highest: 90, metresPerPixel: 1 });
const dataOf = (layer: { readonly props: { readonly data: unknown } } | undefined) =>
	layer?.props.data as {
		readonly rows: Uint32Array;
		readonly attributes: Readonly<Record<string, { readonly value: ArrayLike<number> }>>;
	};
const colourOf = (token: string) => [...(TOKEN_COLOURS[token] ?? []), 255];

test('a cell has the very colour that the key has for its class', () => {
	const [, said] = build(false);
	const data = dataOf(said);
	expect([...data.rows]).toEqual([0, 1]);
	expect(colours.legend.map(({ token, count }) => [token, count])).toEqual([
		['--seq-1', 1],
		['--seq-3', 0],
		['--seq-5', 0],
		['--seq-7', 1]
	]);
	expect([...(data.attributes['getFillColor']?.value as Uint8ClampedArray)]).toEqual([
		...colourOf('--seq-1'),
		...colourOf('--seq-7')
	]);
});

test('a cell without a value lies flat in the neutral colour, never in the lowest class', () => {
	const [silent] = build(true);
	const data = dataOf(silent);
	expect([...data.rows]).toEqual([2]);
	expect([...(data.attributes['getFillColor']?.value as Uint8ClampedArray)].slice(0, 3)).toEqual([
		...(TOKEN_COLOURS['--line-strong'] ?? [])
	]);
	expect(data.attributes['getElevation']).toBeUndefined();
	expect(colours.missing).toBe(1);
});

test('heights begin at zero and are in proportion', () => {
	const [, said] = build(true);
	const [low = 0, high = 0] = [...(dataOf(said).attributes['getElevation']?.value as Float32Array)];
	expect(high / low).toBeCloseTo(9, 5);
});

test('cells stand in the middle of their squares', () => {
	const [, said] = build(false);
	const [lng = 0, lat = 0] = [...(dataOf(said).attributes['getPosition']?.value as Float64Array)];
	const [east, north] = context.frame.toLocal(lng, lat);
	expect([Math.round(east), Math.round(north)]).toEqual([50, 50]);
});

test('hexagons are drawn over their own outlines, a little inside, in the colours of their classes', () => {
	const hexagons = gatherCells(hexagonsOf({ lng: [0, 0.1, 0.2], lat: [0, 0, 0] }, 8), {
		aggregate: 'mean',
		values: [10, 90, NaN]
	});
	const [silent, said] = buildCells(context, {
		id: 'air',
		cells: hexagons,
		colours,
		raised: true,
		opacity: 1,
		highest: 90,
		metresPerPixel: 1
	});
	expect([silent, said].map((layer) => dataOf(layer).rows)).toEqual([
		Uint32Array.of(2),
		Uint32Array.of(0, 1)
	]);
	const props = said?.props as unknown as {
		readonly getPolygon: (cell: number) => Float64Array;
		readonly getFillColor: (cell: number) => readonly number[];
		readonly getElevation: (cell: number) => number;
	};
	expect([0, 1].map((cell) => [...props.getFillColor(cell)])).toEqual([
		colourOf('--seq-1'),
		colourOf('--seq-7')
	]);
	expect(props.getElevation(1) / props.getElevation(0)).toBeCloseTo(9, 5);
	const ring = props.getPolygon(0);
	const corners = Array.from({ length: ring.length / 3 }, (_, corner) => [
		...ring.subarray(3 * corner, 3 * corner + 2)
	]);
	expect(corners).toHaveLength(7);
	expect(corners[6]).toEqual(corners[0]);
	const area = corners.slice(1).reduce((sum, [x = 0, y = 0], at) => {
		const [x0 = 0, y0 = 0] = corners[at] ?? [];
		return sum + (x0 * y - x * y0) / 2;
	}, 0);
	// Clockwise, as deck takes a ring that it need not look at; 0.94 of every length of the cell.
	const [lngMetres, latMetres] = [111_320, 110_574];
	const own = hexagonsOf({ lng: [0], lat: [0] }, 8).ground.area;
	expect((-area * lngMetres * latMetres) / (0.94 ** 2 * own)).toBeCloseTo(1, 1);
});
