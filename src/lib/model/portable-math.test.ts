import { expect, test } from 'vitest';
import { asin, atan2, cos, exp, log, sin, tan } from './portable-math.ts';

/** A number from 0 to 1 by its place, evenly spread. */
const spread = (index: number) => (index * 0.6180339887498949) % 1;
const many = Array.from({ length: 20_000 }, (_, index) => spread(index + 1));

/** Largest difference in units of the last place of the engine's own answer. */
const worst = (own: (x: number) => number, engine: (x: number) => number, at: (part: number) => number) =>
	many.reduce((most, part) => {
		const [mine, theirs] = [own(at(part)), engine(at(part))];
		return Math.max(most, Math.abs(mine - theirs) / (Math.abs(theirs) * Number.EPSILON));
	}, 0);

test('they are right to a few units in the last place', () => {
	const wide = (part: number) => 40 * part - 20;
	expect(worst(exp, Math.exp, wide)).toBeLessThan(4);
	expect(worst(exp, Math.exp, (part) => 1400 * part - 700)).toBeLessThan(4);
	expect(worst(log, Math.log, (part) => part * 3)).toBeLessThan(4);
	expect(worst(log, Math.log, (part) => 10 ** (600 * part - 300))).toBeLessThan(4);
	expect(worst(sin, Math.sin, wide)).toBeLessThan(4);
	expect(worst(cos, Math.cos, wide)).toBeLessThan(4);
	expect(worst(tan, Math.tan, wide)).toBeLessThan(6);
	expect(worst(asin, Math.asin, (part) => 2 * part - 1)).toBeLessThan(4);
	expect(
		worst(
			(x) => atan2(x, 3),
			(x) => Math.atan2(x, 3),
			wide
		)
	).toBeLessThan(4);
});

test('they are exact where there is no doubt', () => {
	expect([exp(0), log(1), sin(0), cos(0), tan(0), asin(0)]).toEqual([1, 0, 0, 1, 0, 0]);
	expect([exp(-746), exp(710), exp(NaN), exp(-Infinity)]).toEqual([0, Infinity, NaN, 0]);
	expect([log(0), log(-1), log(Infinity), log(NaN)]).toEqual([-Infinity, NaN, Infinity, NaN]);
	expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 9);
	const eighths = [
		[0, 1],
		[1, 1],
		[1, 0],
		[1, -1],
		[0, -1],
		[-1, -1],
		[-1, 0],
		[-1, 1]
	] as const;
	expect(eighths.map(([y, x]) => atan2(y, x) / (Math.PI / 4))).toEqual([0, 1, 2, 3, 4, -3, -2, -1]);
	expect([asin(1), asin(-1), asin(2)]).toEqual([Math.PI / 2, -Math.PI / 2, NaN]);
});

test('they give these very bits on every engine', () => {
	expect([exp(1), exp(-0.1), log(2), log(10), sin(1), cos(1), tan(1), atan2(1, 2), asin(0.3)]).toEqual([
		2.7182818284590455, 0.9048374180359595, 0.6931471805599453, 2.302585092994046, 0.8414709848078965,
		0.5403023058681398, 1.557407724654902, 0.46364760900080604, 0.30469265401539747
	]);
});
