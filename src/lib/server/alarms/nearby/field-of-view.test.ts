import { expect, test } from 'vitest';
import { faces } from './field-of-view.ts';

/** Looks east, 45° to each side. */
const east = { bearing: 90, fov: 90, range: 100 };

test('a camera faces what lies in its angle and range', () => {
	expect(faces(east, 50, 0)).toBe(true);
	expect(faces(east, 50, 49)).toBe(true);
	expect(faces(east, 50, 51)).toBe(false);
	expect(faces(east, -50, 0)).toBe(false);
	expect(faces(east, 100, 0)).toBe(true);
	expect(faces(east, 101, 0)).toBe(false);
});

test('an angle goes across north, and all around', () => {
	const north = { bearing: 350, fov: 40, range: 100 };
	expect(faces(north, 8, 90)).toBe(true);
	expect(faces(north, -44, 80)).toBe(true);
	expect(faces(north, 30, 80)).toBe(false);
	expect(faces({ bearing: 123, fov: 360, range: 100 }, -70, -70)).toBe(true);
});
