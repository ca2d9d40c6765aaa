import { expect, test } from 'vitest';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { cellsInView } from './in-view.ts';

test('cells are in view by their middles, whichever way the picture is turned', () => {
	const frame = new LocalFrame([0, 0]);
	const cells = {
		shape: 'squares' as const,
		size: 100,
		column: Int32Array.of(0, 1, 5, -2),
		row: Int32Array.of(0, 1, 0, -2)
	};
	const at = (east: number, north: number) => frame.toLngLat(east, north).slice(0, 2) as [number, number];
	const square = [at(-50, -50), at(250, -50), at(250, 250), at(-50, 250)];
	expect(cellsInView(cells, square, frame)).toEqual([0, 1]);
	const turned = [at(50, -100), at(700, 50), at(100, 120), at(20, 60)];
	expect(cellsInView(cells, turned, frame)).toEqual([0, 2]);
});
