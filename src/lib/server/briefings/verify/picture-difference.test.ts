import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { pictureDifference } from './picture-difference.ts';

/** 10 × 10 pixels; `bright` says which of them are white. */
function picture(bright: (x: number, y: number) => boolean, width = 10, light = 255): Uint8Array {
	const png = new PNG({ width, height: 10 });
	for (let y = 0; y < 10; y++)
		for (let x = 0; x < width; x++) {
			const value = bright(x, y) ? light : 0;
			png.data.set([value, value, value, 255], 4 * (y * width + x));
		}
	return PNG.sync.write(png);
}
const square = (left: number) => (x: number, y: number) => x >= left && x < left + 4 && y > 2 && y < 7;

test('equal pictures do not differ, nor do those whose edges moved by a pixel or whose colours one cannot tell apart', () => {
	expect(pictureDifference(picture(square(3)), picture(square(3)))).toBe(0);
	expect(pictureDifference(picture(square(3)), picture(square(4)))).toBe(0);
	expect(pictureDifference(picture(square(3)), picture(square(3), 10, 240))).toBe(0);
});

test('what is somewhere else differs by its pixels', () => {
	// Of what was bright twelve pixels have nothing bright near; of what was dark four are inside the other square.
	expect(pictureDifference(picture(square(1)), picture(square(5)))).toBe(0.16);
	expect(
		pictureDifference(
			picture(() => true),
			picture(() => false)
		)
	).toBe(1);
});

test('pictures of different sizes differ everywhere', () => {
	expect(pictureDifference(picture(square(3)), picture(square(3), 11))).toBe(1);
});
