import { expect, test } from 'vitest';
import { partPicture, wholePicture } from './window-picture.ts';

const left = { column: 0, row: 0, x: 0, y: 0, width: 1920, height: 1080 };
const right = { ...left, column: 1, x: 1920 };
const wall = { width: 3840, height: 1080, columns: 2, rows: 1, pitch: 0.63, bezel: 0, nodes: [left, right] };

test('one window as large as the wall shows all of it, with a seam between its panels', () => {
	expect(wholePicture(wall, { width: 3840, height: 1080 })).toEqual({
		width: 3840,
		height: 1080,
		part: { x: 0, y: 0, width: 3840, height: 1080 },
		map: { width: 3840, height: 1080, x: 0, y: 0 },
		seams: { x: [1920], y: [] },
		pitch: 0.63,
		scale: 1
	});
});

test('a smaller window is read as if the wall filled it: its pixels are larger', () => {
	expect(wholePicture(wall, { width: 1920, height: 540 })).toMatchObject({ pitch: 1.26, scale: 0.5 });
});

test('a node shows its part of the same picture', () => {
	expect(partPicture(wall, right, { width: 1920, height: 1080 })).toMatchObject({
		width: 3840,
		height: 1080,
		part: { x: 1920, y: 0, width: 1920, height: 1080 },
		map: { width: 3840, height: 1080, x: 1920, y: 0 }
	});
});

test('the map goes on behind the bezels, the panels do not', () => {
	const framed = { ...wall, pitch: 0.5, bezel: 5 };
	const { part, map } = partPicture(framed, right, { width: 1920, height: 1080 });
	expect(part.x).toBe(1920);
	expect(map).toEqual({ width: 3850, height: 1080, x: 1930, y: 0 });
});

test('between two nodes of 2 × 2 panels the map leaves out one bezel: a canvas goes on over the seams in it', () => {
	const framed = { ...wall, columns: 4, rows: 2, pitch: 0.5, bezel: 5 };
	const maps = [left, right].map((node) => partPicture(framed, node, { width: 1920, height: 1080 }).map);
	expect(maps).toEqual([
		{ width: 3850, height: 1080, x: 0, y: 0 },
		{ width: 3850, height: 1080, x: 1930, y: 0 }
	]);
});

test('nodes that share a panel have no bezel between them', () => {
	const framed = { ...wall, columns: 1, pitch: 0.5, bezel: 5 };
	expect(partPicture(framed, right, { width: 1920, height: 1080 }).map).toMatchObject({
		width: 3840,
		x: 1920
	});
});
