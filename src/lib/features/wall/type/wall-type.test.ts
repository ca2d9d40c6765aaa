import { expect, test } from 'vitest';
import { fontSizeOf, minutesOf } from './wall-type.ts';

test('type is as large as its angle at the reader’s distance needs', () => {
	const sizes = (pitch: number) =>
		(
			[
				[16, 3],
				[20, 5],
				[20, 10],
				[45, 5]
			] as const
		).map(([minutes, distance]) => Math.round(fontSizeOf(minutes, { pitch, distance })));
	expect(sizes(0.9)).toEqual([21, 44, 88, 99]);
	expect(sizes(1.25)).toEqual([15, 32, 63, 71]);
	expect(sizes(0.63)).toEqual([30, 63, 126, 142]);
});

test('an angle leads back to its size', () => {
	const reading = { pitch: 1.25, distance: 5 };
	expect(minutesOf(fontSizeOf(22, reading), reading)).toBeCloseTo(22, 9);
});
