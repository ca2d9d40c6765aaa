import { expect, test } from 'vitest';
import { areaOf, inset, keepLeft, split, type Convex } from './convex.ts';

const square: Convex<string> = {
	corners: [
		{ x: 0, y: 0 },
		{ x: 10, y: 0 },
		{ x: 10, y: 10 },
		{ x: 0, y: 10 }
	],
	sides: ['south', 'east', 'north', 'west']
};

test('a cut leaves two pieces that keep the names of their sides', () => {
	const [left, right] = split(
		square,
		{ side: 0, at: { x: 4, y: 0 } },
		{ side: 2, at: { x: 6, y: 10 } },
		'cut'
	);
	expect(left).toEqual({
		corners: [
			{ x: 6, y: 10 },
			{ x: 0, y: 10 },
			{ x: 0, y: 0 },
			{ x: 4, y: 0 }
		],
		sides: ['north', 'west', 'south', 'cut']
	});
	expect(right.sides).toEqual(['south', 'east', 'north', 'cut']);
	expect(areaOf(left.corners) + areaOf(right.corners)).toBe(100);
});

test('each side moves inwards by its own distance; a polygon that is too small is gone', () => {
	const by = (side: string) => (side === 'south' ? 3 : 1);
	expect(inset(square, by)?.corners).toEqual([
		{ x: 1, y: 3 },
		{ x: 9, y: 3 },
		{ x: 9, y: 9 },
		{ x: 1, y: 9 }
	]);
	expect(inset(square, () => 5)).toBeUndefined();
});

test('what lies left of a line is kept, with the line as its new side', () => {
	const kept = keepLeft(square, { x: 0, y: 0 }, { x: 10, y: 10 }, 'line');
	expect(kept?.corners).toEqual([
		{ x: 0, y: 0 },
		{ x: 10, y: 10 },
		{ x: 0, y: 10 }
	]);
	expect(kept?.sides).toEqual(['line', 'north', 'west']);
	expect(keepLeft(square, { x: 0, y: -1 }, { x: -10, y: -1 }, 'line')).toBeUndefined();
});
