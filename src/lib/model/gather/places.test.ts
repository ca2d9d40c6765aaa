import { expect, test } from 'vitest';
import { LocalFrame } from '../local-frame.ts';
import { placesOf, usualCell } from './places.ts';

test('positions become metres of the plane; what has none stays nowhere', () => {
	const { east, north } = placesOf([0, NaN, 0.001], [0, 1, 0], new LocalFrame([0, 0]));
	expect([...east].map(Math.round)).toEqual([0, NaN, 111]);
	expect([...north].map(Math.round)).toEqual([0, NaN, 0]);
});

test('cells are as large as the rows are wide apart, whatever a few strays are', () => {
	const east = Float64Array.from({ length: 1000 }, (_, row) => (row === 0 ? 1e7 : row * 20));
	expect(usualCell({ east, north: new Float64Array(1000) })).toBe(500);
	expect(usualCell({ east: new Float64Array(0), north: new Float64Array(0) })).toBe(50);
});
