import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { blankness, pictureFacts } from './picture-check.ts';

/** A picture of 40 × 25 pixels. */
function picture(colourAt: (x: number, y: number) => readonly [number, number, number]): Uint8Array {
	const png = new PNG({ width: 40, height: 25 });
	for (let y = 0; y < 25; y++)
		for (let x = 0; x < 40; x++) png.data.set([...colourAt(x, y), 255], 4 * (y * 40 + x));
	return PNG.sync.write(png);
}

test('a sheet of one colour is blank', () => {
	const facts = pictureFacts(picture(() => [240, 240, 238]));
	expect(facts).toEqual({ commonest: 1, colours: 1, edges: 0 });
	expect(blankness(facts)?.en).toBe('100.0 % of it have one colour');
});

test('a smooth sky has no edges', () => {
	const facts = pictureFacts(picture((x) => [8 * (x >> 1), 120, 200]));
	expect(facts).toMatchObject({ commonest: 0.05, colours: 20, edges: 0 });
	expect(blankness(facts)?.en).toBe('0.0 % of it are edges only');
});

test('a drawing of two colours is no map', () => {
	const facts = pictureFacts(picture((x, y) => ((x + y) % 2 ? [0, 0, 0] : [255, 255, 255])));
	expect(facts).toEqual({ commonest: 0.5, colours: 2, edges: 0.975 });
	expect(blankness(facts)?.en).toBe('it has 2 colours only');
});

test('many colours with edges look like a map', () => {
	const facts = pictureFacts(picture((x, y) => [6 * x, 10 * y, x % 2 ? 0 : 255]));
	expect(blankness(facts)).toBeUndefined();
});
