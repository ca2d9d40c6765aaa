import { expect, test } from 'vitest';
import { arrowsAlong, hatchAcross, placesAlong } from './hatch.ts';

const rounded = <T>(value: T): T =>
	JSON.parse(
		JSON.stringify(value, (_, x: unknown) => (typeof x === 'number' ? Number(x.toFixed(6)) + 0 : x))
	) as T;

test('places stand evenly along a way, also round a corner, and a short way has one in its middle', () => {
	const way = [
		[0, 0],
		[30, 0],
		[30, 30]
	] as const;
	expect(rounded(placesAlong(way, 20))).toEqual([
		{ at: [10, 0], along: [1, 0] },
		{ at: [30, 0], along: [1, 0] },
		{ at: [30, 20], along: [0, 1] }
	]);
	expect(rounded(placesAlong(way.slice(0, 2), 100))).toEqual([{ at: [15, 0], along: [1, 0] }]);
	expect(
		placesAlong(
			[
				[0, 0],
				[0, 0]
			],
			10
		)
	).toEqual([]);
});

test('strokes lie across at 45°, heads of arrows point along', () => {
	const way = [
		[0, 0],
		[20, 0]
	] as const;
	const half = Math.SQRT2;
	expect(rounded(hatchAcross(way, 20, half))).toEqual([
		[
			[9, -1],
			[11, 1]
		]
	]);
	expect(rounded(arrowsAlong(way, 20, 2))).toEqual([
		[
			[8, 2],
			[12, 0],
			[8, -2]
		]
	]);
});
