import { expect, test } from 'vitest';
import { windowBefore } from './window-of.ts';

test('a window ends at the instant shown and moves on twelve times in its length', () => {
	expect(windowBefore(7_200_000, 3_600_000)).toEqual([3_600_000, 7_200_000]);
	expect(windowBefore(7_200_000 + 299_999, 3_600_000)).toEqual([3_600_000, 7_200_000]);
	expect(windowBefore(7_200_000 + 300_000, 3_600_000)).toEqual([3_900_000, 7_500_000]);
});
