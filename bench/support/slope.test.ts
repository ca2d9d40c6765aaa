import { expect, test } from 'vitest';
import { mayBeZero, slopePerHour, type Sample } from './slope.ts';

/** A sample every ten seconds. */
const samples = (count: number, value: (i: number) => number): Sample[] =>
	Array.from({ length: count }, (_, i) => ({ at: 10 * i, value: value(i) }));

/** −1 to 1, the same in every run, without a trend. */
const noise = (i: number) => Math.sin(12.9898 * i * i);

test('a straight line has its own slope and no doubt', () => {
	const slope = slopePerHour(samples(60, (i) => 5 + 2 * i));
	expect(slope.perHour).toBeCloseTo(720, 9);
	expect([slope.low, slope.high].map(Math.round)).toEqual([720, 720]);
	expect(mayBeZero(slope)).toBe(false);
});

test('one wild sample does not move it', () => {
	expect(slopePerHour(samples(60, (i) => (i === 30 ? 1e6 : 7))).perHour).toBe(0);
});

test('noise alone may be zero, a leak beneath it may not', () => {
	expect(mayBeZero(slopePerHour(samples(90, (i) => 100 + noise(i))))).toBe(true);
	expect(mayBeZero(slopePerHour(samples(90, (i) => 100 + noise(i) + i / 10)))).toBe(false);
});

test('less use than before is no leak', () => {
	expect(mayBeZero(slopePerHour(samples(60, (i) => 100 - i)))).toBe(true);
});

test('few samples leave room for doubt', () => {
	const { low, high } = slopePerHour([3, 1, 4, 2].map((value, i) => ({ at: 10 * i, value })));
	expect(low).toBeLessThan(0);
	expect(high).toBeGreaterThan(0);
});

test('one sample has no slope', () => {
	expect(slopePerHour([{ at: 0, value: 1 }]).perHour).toBeNaN();
});
