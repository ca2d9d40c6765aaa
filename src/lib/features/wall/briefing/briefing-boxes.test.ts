import { expect, test } from 'vitest';
import { briefingBoxes } from './briefing-boxes.ts';

const boxes = (width: number, height: number) => ({
	head: [{ x: 20, y: 10, width: width - 40, height: 80 }],
	centre: { x: 500, y: 100, width: width - 1000, height: height - 200 }
});

test('a claim stands left of what shows it', () => {
	const { words, shown } = briefingBoxes(
		{ width: 1920, height: 1080, seams: { x: [], y: [] } },
		boxes(1920, 1080),
		32
	);
	expect(words).toEqual({ x: 20, y: 100, width: 709, height: 880 });
	expect(shown.x).toBeGreaterThan(words.x + words.width);
	expect(shown.x + shown.width).toBe(1900);
});

test('words stand in one panel of a wall of many', () => {
	const seams = { x: [1920, 3840, 5760], y: [1080] };
	const { words, shown } = briefingBoxes({ width: 7680, height: 2160, seams }, boxes(7680, 2160), 64);
	expect(words.x + words.width).toBeLessThan(1920);
	expect(words.y + words.height).toBeLessThan(1080);
	expect(shown.x).toBe(3850);
});
