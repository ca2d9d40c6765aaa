import { expect, test } from 'vitest';
import { historyOf, redone, stepTo, undone } from './edit-history.ts';

const walk = (count: number) =>
	Array.from({ length: count }, (_, index) => index + 1).reduce(stepTo<number>, historyOf(0));

test('a hundred steps are taken back and done again one by one', () => {
	let history = walk(100);
	for (let step = 99; step >= 0; step--) expect((history = undone(history)).now).toBe(step);
	expect(undone(history)).toEqual(history);
	for (let step = 1; step <= 100; step++) expect((history = redone(history)).now).toBe(step);
	expect(redone(history)).toEqual(history);
});

test('a new step forgets what had been taken back; the same again is none', () => {
	const history = stepTo(undone(walk(2)), 7);
	expect(history).toEqual({ past: [0, 1], now: 7, future: [] });
	expect(stepTo(history, 7)).toBe(history);
});

test('the oldest of very many steps are forgotten', () => {
	expect(walk(500).past).toEqual(Array.from({ length: 200 }, (_, index) => 300 + index));
});
