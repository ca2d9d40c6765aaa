import { expect, test } from 'vitest';
import { binRuns } from './bin-runs.ts';

test('neighbouring bars are one run', () => {
	expect(binRuns([3, 1, 2, 7], 24, false)).toEqual([
		{ from: 1, to: 3 },
		{ from: 7, to: 7 }
	]);
});

test('in a cycle a night is one run, a whole day too', () => {
	expect(binRuns([0, 1, 22, 23], 24, true)).toEqual([{ from: 22, to: 1 }]);
	expect(binRuns([0, 1, 2], 3, true)).toEqual([{ from: 0, to: 2 }]);
});

test('the bar without a value is in no run', () => {
	expect(binRuns([24], 24, true)).toEqual([]);
});
