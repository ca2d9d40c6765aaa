import { expect, test } from 'vitest';
import { sector } from './sector.ts';

const rounded = (corners: readonly (readonly number[])[]) =>
	corners.map((corner) => corner.map((value) => Math.round(10 * value) / 10 + 0));

test('a field of view opens to both sides of its bearing', () => {
	expect(rounded(sector(0, 24, 100))).toEqual([
		[0, 0],
		[-20.8, 97.8],
		[0, 100],
		[20.8, 97.8]
	]);
	expect(rounded(sector(90, 12, 10))).toEqual([
		[0, 0],
		[9.9, 1],
		[9.9, -1]
	]);
});

test('a camera that sees all around keeps a sliver open, one that says nothing sensible a sliver', () => {
	expect(sector(0, 400, 10)).toHaveLength(32);
	expect(sector(0, -5, 10)).toHaveLength(3);
});
