import { expect, test } from 'vitest';
import { partPicture, wholePicture } from '../picture/window-picture.ts';
import { sidePanes, wholePane } from './wall-panes.ts';

const node = (column: number) => ({ column, row: 0, x: 1920 * column, y: 0, width: 1920, height: 1080 });
const nodes = [node(0), node(1)];
const wall = { width: 3840, height: 1080, columns: 2, rows: 1, pitch: 1, bezel: 0, nodes };
const screen = { width: 1920, height: 1080 };

test('a window with all of the wall has all of the map', () => {
	const pane = wholePane(wholePicture(wall, { width: 3840, height: 1080 }), []);
	expect(pane).toEqual({
		box: { x: 0, y: 0, width: 3840, height: 1080 },
		part: { seams: { x: [1920], y: [] }, covered: [] }
	});
});

test('a node’s map is its part of the whole one', () => {
	const { box, part } = wholePane(partPicture(wall, node(1), screen), []);
	expect(box).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });
	expect(part.slice).toEqual({ width: 3840, height: 1080, x: 1920, y: 0 });
});

test('where bezels hide a part of the map, a node’s names keep clear of the seams as they lie on it', () => {
	const framed = { ...wall, columns: 4, bezel: 10 };
	const seams = [0, 1].map((column) => wholePane(partPicture(framed, node(column), screen), []).part.seams.x);
	expect(seams).toEqual([
		[960, 1920, 2880],
		[970, 1930, 2890]
	]);
});

test('two maps lie beside each other between the panels, each node has what it sees of them', () => {
	const boxes = { centre: { x: 800, y: 100, width: 2240, height: 800 } };
	const left = sidePanes(partPicture(wall, node(0), screen), boxes);
	expect(left[0]).toEqual({
		box: { x: 800, y: 100, width: 1119, height: 800 },
		part: { seams: { x: [1120], y: [] }, covered: [] }
	});
	expect(left[1]).toBeUndefined();
	const [first, second] = sidePanes(partPicture(wall, node(1), screen), boxes);
	expect(first).toBeUndefined();
	expect(second?.box).toEqual({ x: 1, y: 100, width: 1119, height: 800 });
});
