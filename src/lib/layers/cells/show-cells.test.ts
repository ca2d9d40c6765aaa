import { cellArea, latLngToCell, UNITS } from 'h3-js';
import { beforeAll, expect, test, vi } from 'vitest';
import { gridOf } from '#lib/model/gather/cell-grid.ts';
import { gatherCells } from '#lib/model/gather/cells.ts';
import { hexagonsOf } from '#lib/model/gather/hexagon-grid.ts';
import { valuesOfWindows } from '#lib/model/gather/windows.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import type { LayerHost, LayerLegend } from '../layer.ts';
import type { CellSource } from './cell-source.ts';
import { showCells } from './show-cells.ts';

// Loaded with the first cells; on a busy machine that takes longer than a poll waits.
beforeAll(async () => {
	await import('./build-cells.ts');
});

const HOUR = 3_600_000;
/** Four rows in one cell and one in another, at the hours 0, 0, 1, 1 and 1. */
const rows = {
	places: { east: Float64Array.of(0, 0, 0, 0, 500), north: new Float64Array(5) },
	times: Float64Array.of(0, 1, HOUR, HOUR + 1, HOUR + 2)
};

function shown(style: LayerStyle, places = rows.places) {
	let legend: LayerLegend | undefined;
	const asked: (number | undefined)[] = [];
	const host = {
		scene: { camera: { zoom: 12, lat: 0 }, on: () => () => undefined, setOverlay: vi.fn() },
		legend: (next: LayerLegend | undefined) => (legend = next),
		loaded: vi.fn(),
		failed: (error: unknown) => {
			throw error;
		}
	} as unknown as LayerHost; // cells ask nothing else of it
	const source: CellSource = {
		id: 'requests',
		fieldOf: () => undefined,
		cells: async ({ size = 100, resolution, mask, window }) => {
			asked.push(resolution ?? size);
			const question = { aggregate: 'count', mask, window, times: rows.times } as const;
			if (resolution === undefined) return Promise.resolve(gatherCells(gridOf(places, size), question));
			const degrees = { lng: places.east.map((east) => east / 1e5), lat: places.north };
			return Promise.resolve(gatherCells(hexagonsOf(degrees, resolution), question));
		},
		windows: async ({ size = 100 }, length) =>
			Promise.resolve(valuesOfWindows(gridOf(places, size), rows.times, length, { aggregate: 'count' }))
	};
	return { layer: showCells(host, style, () => source), legend: () => legend, asked };
}
const counts = (legend: LayerLegend | undefined) => legend?.classes.map(({ count }) => count);

test('the key counts cells by class, and follows the filters', async () => {
	const { layer, legend } = shown({ classes: { method: 'manual', count: 2, breaks: [2] } });
	await expect.poll(() => counts(legend())).toEqual([1, 1]);
	layer.setMask?.(Uint8Array.of(1, 0, 0, 0, 1));
	await expect.poll(() => counts(legend())).toEqual([2, 0]);
	expect(legend()?.drawn).toMatchObject({ rows: 2, size: 100, isCoarser: false });
	expect(layer.heap?.(0)).toEqual({ rows: 1 });
	layer.hide();
	expect(legend()).toBeUndefined();
});

test('in a replay only the window counts, in classes of all windows; live, everything does', async () => {
	const { layer, legend } = shown({ window: 3600, classes: { method: 'quantile', count: 2 } });
	await expect.poll(() => legend()?.drawn?.rows).toBe(5);
	layer.showAt?.(HOUR);
	await expect.poll(() => legend()?.drawn?.window).toEqual([0, HOUR]);
	expect(legend()?.drawn?.rows).toBe(2);
	const bounds = () => legend()?.classes.map(({ from }) => from);
	expect(bounds()).toEqual([undefined, 2]);
	layer.showAt?.(2 * HOUR);
	await expect.poll(() => legend()?.drawn?.rows).toBe(3);
	expect(bounds()).toEqual([undefined, 2]);
	expect(counts(legend())).toEqual([1, 1]);
	layer.showAt?.(undefined);
	await expect.poll(() => legend()?.drawn?.rows).toBe(5);
	layer.hide();
});

test('more cells than can be drawn become larger ones, and the key says so', async () => {
	const east = Float64Array.from({ length: 150_000 }, (_, row) => row * 10 + 5);
	const { layer, legend, asked } = shown({ cell: 10 }, { east, north: new Float64Array(east.length) });
	await expect.poll(() => legend()?.drawn).toMatchObject({ size: 20, isCoarser: true, rows: 150_000 });
	expect(asked).toEqual([10, 20]);
	layer.hide();
});

test('while what is alive moves within its classes, the key holds still', async () => {
	let values = [10, 20, 30, 40];
	let tell = () => {};
	let legend: LayerLegend | undefined;
	const host = {
		scene: { camera: { zoom: 12, lat: 0 }, on: () => () => undefined, setOverlay: () => undefined },
		legend: (next: LayerLegend | undefined) => (legend = next),
		loaded: () => undefined
	} as unknown as LayerHost; // cells ask nothing else of it
	const grid = gridOf({ east: Float64Array.of(0, 100, 200, 300), north: new Float64Array(4) }, 100);
	const source: CellSource = {
		id: 'air',
		fieldOf: () => 'noise',
		cells: ({ aggregate }) => Promise.resolve(gatherCells(grid, { aggregate, values })),
		changes: (listener) => {
			tell = listener;
			return () => undefined;
		}
	};
	const layer = showCells(host, { classes: { method: 'equal', count: 3 } }, () => source);
	const bounds = () => legend?.classes.flatMap(({ from }) => from ?? []);
	await expect.poll(bounds).toEqual([20, 30]);
	values = [12, 18, 31, 36];
	tell();
	await expect.poll(() => counts(legend)).toEqual([2, 0, 2]);
	expect(bounds()).toEqual([20, 30]);
	values = [100, 200, 300, 400];
	tell();
	await expect.poll(bounds).toEqual([200, 300]);
	layer.hide();
});

test('hexagons say their resolution, their area and their names, and become larger ones when they are too many', async () => {
	const { layer, legend } = shown({ hexagon: 8 });
	await expect.poll(() => legend()?.drawn).toMatchObject({ rows: 5, isCoarser: false });
	expect(legend()?.drawn?.size).toBeUndefined();
	const [name = '', other = ''] = [0, 0.005].map((lng) => latLngToCell(0, lng, 8));
	const area = (cellArea(name, UNITS.m2) + cellArea(other, UNITS.m2)) / 2;
	expect(legend()?.drawn?.hexagon).toEqual({ resolution: 8, area });
	expect(layer.heap?.(0)).toEqual({ rows: 4, name });
	layer.hide();

	const east = Float64Array.from({ length: 30_000 }, (_, row) => row * 10);
	const many = shown({ hexagon: 12 }, { east, north: new Float64Array(east.length) });
	await expect.poll(() => many.legend()?.drawn).toMatchObject({ isCoarser: true, rows: 30_000 });
	expect(many.asked).toEqual([12, 11]);
	many.layer.hide();
});
