import { expect, test } from 'vitest';
import { isTold, pauseAfter } from './rebuild-pace.ts';

test('a lost picture is tried again after a quarter second, one and a half, then every five', () => {
	expect([1, 2, 3, 4, 50].map(pauseAfter)).toEqual([250, 1500, 5000, 5000, 5000]);
});

test('the reader is told of the third failure in a row, or of the first when there never was a picture', () => {
	expect([1, 2, 3, 4].map((failed) => isTold(failed, true))).toEqual([false, false, true, true]);
	expect(isTold(1, false)).toBe(true);
});
