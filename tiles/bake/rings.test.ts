import { expect, test } from 'vitest';
import { cleanRing, inRing, ringArea, simplifyRing } from './rings.ts';

test('doubled, spiked and collinear vertices go, and the outer ring turns counter-clockwise', () => {
	const ring = Int32Array.of(0, 0, 0, 160, 0, 160, 160, 160, 160, 80, 160, 0, 80, 0);
	const end = cleanRing(ring, 0, ring.length, true);
	expect(end).toBe(8);
	expect(ringArea(ring, 0, end)).toBe(160 * 160);
});

test('a finely drawn circle keeps its shape', () => {
	const n = 360;
	const circle = Int32Array.from({ length: 2 * n }, (_, i) =>
		Math.round(
			160 * (i % 2 === 0 ? Math.cos(((i >> 1) * 2 * Math.PI) / n) : Math.sin(((i >> 1) * 2 * Math.PI) / n))
		)
	);
	const end = cleanRing(circle, 0, circle.length, true);
	expect(end).toBeLessThan(100);
	expect(Math.abs(ringArea(circle, 0, end) / (Math.PI * 160 * 160) - 1)).toBeLessThan(0.01);
});

test('simplifying a stair keeps its line within the tolerance', () => {
	const stair = Float64Array.of(0, 0, 10, 0, 10, 1, 20, 1, 20, 2, 30, 2, 30, 30, 0, 30);
	expect([...simplifyRing(stair, 2)]).toEqual([0, 0, 30, 2, 30, 30, 0, 30]);
});

test('the middle is inside, the outside is not', () => {
	const square = [0, 0, 4, 0, 4, 4, 0, 4];
	expect(inRing(square, 0, 8, 2, 2)).toBe(true);
	expect(inRing(square, 0, 8, 5, 2)).toBe(false);
});
