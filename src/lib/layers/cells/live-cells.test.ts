import { expect, test, vi } from 'vitest';
import type { LayerValues } from '#lib/model/live-values.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import type { LayerHost, LiveFeed } from '../layer.ts';
import { valuesOf } from '../sensors/testing/values-of.ts';
import { liveCells } from './live-cells.ts';

/** Entities at these metres east of the anchor; a free row where there is none. */
function alive(
	...entities: readonly (
		{ readonly east: number; readonly value?: number; readonly quality?: number } | undefined
	)[]
): LayerValues {
	const positions = new Float32Array(3 * entities.length);
	entities.forEach((entity, row) => (positions[3 * row] = entity?.east ?? 0));
	return {
		...valuesOf(...entities),
		positions
	};
}

test('what is alive is counted as it comes, by the metric that colours it; free rows hold nothing', async () => {
	let tell: (values: LayerValues) => void = () => undefined;
	const colour = vi.fn<LiveFeed['colour']>();
	const feed = {
		values: (_: string, listener: (values: LayerValues) => void) => {
			tell = listener;
			return () => undefined;
		},
		colour
	};
	const host = {
		live: () => Promise.resolve(feed),
		status: () => ({ metrics: [{ name: 'PM2.5' }, { name: 'noise' }] }),
		failed: (error: unknown) => {
			throw error;
		}
	} as unknown as LayerHost; // live cells ask nothing else of it
	const source = liveCells(host, 'air', new AbortController().signal);
	const changed = vi.fn();
	source.changes?.(changed);
	source.colourBy?.('noise');
	await vi.waitFor(() => expect(colour).toHaveBeenCalledWith('air', expect.objectContaining({ metric: 1 })));

	const wish = { field: 'noise', size: 100, resolution: undefined, mask: undefined, window: undefined };
	tell(alive({ east: 10, value: 40 }, undefined, { east: 30, value: 60 }, { east: 350 }));
	expect(changed).toHaveBeenCalledTimes(1);
	const cells = await source.cells({ ...wish, aggregate: 'mean' });
	expect(cells.ground).toMatchObject({ shape: 'squares', column: Int32Array.of(0, 3) });
	expect([...cells.rows]).toEqual([2, 1]);
	expect([...cells.value]).toEqual([50, NaN]);
	expect(cells.unplaced).toBe(0);

	tell(alive({ east: 150 }));
	const later = await source.cells({ ...wish, aggregate: 'count' });
	expect(later.ground).toMatchObject({ column: Int32Array.of(1) });
	expect([...later.value]).toEqual([1]);
	// What is alive is counted into squares, whatever is asked.
	const asked = await source.cells({ ...wish, aggregate: 'count', resolution: 9 });
	expect(asked.ground.shape).toBe('squares');
	expect(source.fieldOf('anything')).toBe('noise');

	// What is stale is there, but says nothing.
	tell(alive({ east: 10, value: 40, quality: QUALITY.stale }, { east: 20, value: 60 }));
	const aged = await source.cells({ ...wish, aggregate: 'mean' });
	expect([aged.rows[0], aged.said[0], aged.value[0]]).toEqual([2, 1, 60]);
});
