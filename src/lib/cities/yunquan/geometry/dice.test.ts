import { expect, test } from 'vitest';
import { Dice, hash, unit } from './dice.ts';
import { cosineOfTurns, sineOfTurns } from './turn.ts';

test('the same keys give the same number, others spread evenly', () => {
	expect(hash(1, 2, 3)).toBe(hash(1, 2, 3));
	expect(hash(1, 2, 3)).not.toBe(hash(1, 3, 2));
	const tenths = new Array<number>(10).fill(0);
	for (let k = 0; k < 100_000; k++) tenths[Math.floor(unit(5, k) * 10)]!++;
	for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

test('dice of the same keys roll the same', () => {
	const [a, b] = [new Dice(4, 5), new Dice(4, 5)];
	const rolls = Array.from({ length: 20 }, () => a.whole(1, 6));
	expect(Array.from({ length: 20 }, () => b.whole(1, 6))).toEqual(rolls);
	expect([...new Set(rolls)].every((roll) => roll >= 1 && roll <= 6)).toBe(true);
});

test('sine and cosine of turns are right to a millionth', () => {
	for (let turns = -1.3; turns < 2; turns += 0.0137) {
		expect(Math.abs(sineOfTurns(turns) - Math.sin(turns * 2 * Math.PI))).toBeLessThan(5e-6);
		expect(Math.abs(cosineOfTurns(turns) - Math.cos(turns * 2 * Math.PI))).toBeLessThan(5e-6);
	}
});
