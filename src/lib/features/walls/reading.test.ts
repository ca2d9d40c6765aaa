import { expect, test } from 'vitest';
import { fontSizeOf, linesAt, pitchOf, sizeOf } from './reading.ts';

test.each([
	{ minutes: 16, distance: 3, pitch: 0.9, size: 21 },
	{ minutes: 20, distance: 5, pitch: 1.25, size: 32 },
	{ minutes: 20, distance: 10, pitch: 1.5, size: 53 },
	{ minutes: 45, distance: 5, pitch: 0.63, size: 142 }
])('$minutes′ at $distance m on pixels of $pitch mm are $size px', ({ minutes, distance, pitch, size }) => {
	expect(Math.round(fontSizeOf(minutes, distance, pitch))).toBe(size);
});

test.each([
	{ distance: 3, lines: 54 },
	{ distance: 5, lines: 32 },
	{ distance: 10, lines: 16 }
])('1080 px of 1.25 mm hold $lines lines for a reader at $distance m', ({ distance, lines }) => {
	expect(linesAt({ height: 1080, pitch: 1.25 }, distance)).toBe(lines);
});

test('a wall’s size is its pixels times their pitch', () => {
	expect(sizeOf({ width: 3840, height: 1080, pitch: 1.25 })).toEqual({ width: 4.8, height: 1.35 });
});

test('the pitch follows from a bar of known pixels that somebody measured', () => {
	expect(pitchOf(1000, 630)).toBe(0.63);
	expect(pitchOf(0, 630)).toBeUndefined();
	expect(pitchOf(1000, 30)).toBeUndefined();
});
