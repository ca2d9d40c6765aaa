import { expect, test } from 'vitest';
import { gridOf } from '#lib/model/gather/cell-grid.ts';
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
