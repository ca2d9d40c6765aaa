import { expect, test } from 'vitest';
import { RunningSet } from './running-set.ts';

const spans: readonly (readonly [number, number])[] = [
	[10, 20],
	[0, 15],
	[15, 15],
	[30, 40]
];
const set = () =>
	new RunningSet(
		spans.keys(),
		(i) => spans[i]![0],
		(i) => spans[i]![1]
	);
const expected = (at: number) => [...spans.keys()].filter((i) => spans[i]![0] <= at && at <= spans[i]![1]);

test('what runs is what an exhaustive search finds, forwards and after a jump back', () => {
	const running = set();
	for (const at of [-1, 0, 5, 10, 15, 15, 16, 25, 30, 40, 41, 3, 12, 50])
		expect([...running.at(at)].sort((a, b) => a - b)).toEqual(expected(at));
});
