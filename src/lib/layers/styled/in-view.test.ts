import { expect, test } from 'vitest';
import { countedInView, insideCorners } from './in-view.ts';

const square = [
	[0, 0],
	[2, 0],
	[2, 2],
	[0, 2]
] as const;

test('what lies on an edge of the picture is in it', () => {
	const isInside = insideCorners(square);
	expect([isInside(1, 1), isInside(2, 0), isInside(2.1, 1), isInside(NaN, 1)]).toEqual([
		true,
		true,
		false,
		false
	]);
});

test('each class says how many of its things the picture shows, beside how many there are', () => {
	const classes = [
		{ token: '--seq-1', count: 2, below: 5 },
		{ token: '--seq-7', count: 1, from: 5 }
	];
	const legend = { kind: 'number', metric: 'PM10', classes, missing: 1, stale: 0 } as const;
	const lngLat = Float64Array.of(1, 1, 5, 1, 2, 2, 1, 1);
	const counted = countedInView(legend, square, lngLat, Int16Array.of(0, 0, 1, -1));
	expect(counted).toEqual({
		...legend,
		inView: 2,
		classes: [
			{ ...classes[0], inView: 1 },
			{ ...classes[1], inView: 1 }
		]
	});
	expect(countedInView(legend, undefined, lngLat, [0, 0, 1, -1])).toBe(legend);
});
