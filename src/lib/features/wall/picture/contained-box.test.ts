import { expect, test } from 'vitest';
import { containedBox } from './contained-box.ts';

test('a picture stands in the middle of its box, as large as there is room', () => {
	const wide = { width: 1920, height: 1080 };
	expect(containedBox(wide, { x: 10, y: 20, width: 160, height: 190 })).toEqual({
		x: 10,
		y: 70,
		width: 160,
		height: 90
	});
	expect(containedBox(wide, { x: 0, y: 0, width: 360, height: 90 })).toEqual({
		x: 100,
		y: 0,
		width: 160,
		height: 90
	});
});
