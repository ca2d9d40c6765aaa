import { expect, test } from 'vitest';
import { isDue, turnOfDevice } from './turns.ts';

test('every device speaks once in its interval, whatever the steps, and no second is much fuller than another', () => {
	const turns = Array.from({ length: 600 }, (_, index) => turnOfDevice(7, index));
	const counts = Array.from(
		{ length: 60 },
		(_, second) => turns.filter((turn) => isDue(turn, 60, (1_772_323_200 + second) * 1000, 1)).length
	);
	expect(counts.reduce((sum, count) => sum + count)).toBe(600);
	expect(Math.max(...counts)).toBeLessThanOrEqual(12);
	expect(turns.filter((turn) => isDue(turn, 60, 1_772_323_200_000, 60))).toHaveLength(600);
	expect(turns.filter((turn) => isDue(turn, 60, 1_772_323_200_000, 0))).toHaveLength(0);
});
