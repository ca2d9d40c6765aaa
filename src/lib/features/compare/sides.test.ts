import { expect, test } from 'vitest';
import type { CompareView } from '#lib/model/view-spec.ts';
import { beginComparison, isTwofold, ownSide, placeOf, splitByKey, swapped } from './sides.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 26, 8, 30);
const history = (from: number, to: number) => ({
	layer: 'air',
	from,
	to,
	version: 'v',
	sealedTo: to,
	hours: Array.from({ length: Math.ceil((to - from) / HOUR) }, (_, hour) => ({
		from: from + hour * HOUR,
		rows: 1
	}))
});
const view = (a: CompareView['a'], b: CompareView['b']): CompareView => ({ kind: 'swipe', a, b, split: 0.5 });
const past = { time: { kind: 'replay', at: NOW - DAY, speed: 1 } } as const;

test('a comparison begins with the same a day earlier where history reaches so far', () => {
	expect(beginComparison(NOW, [history(NOW - 2 * DAY, NOW)])).toEqual(view({}, past));
});
test('with less history it begins an hour earlier, with none at the same time', () => {
	expect(beginComparison(NOW, [history(NOW - 2 * HOUR, NOW)]).b.time).toEqual({
		kind: 'replay',
		at: NOW - HOUR,
		speed: 1
	});
	expect(beginComparison(NOW, [])).toEqual(view({}, {}));
});
test('a timetable has any day', () => {
	expect(beginComparison(NOW, [{ layer: 'trains', sampled: true, step: 1000 }]).b).toEqual(past);
});

test('swapped twice is what it was, and what is a side’s own goes with it', () => {
	const before = view({}, past);
	expect(swapped(before)).toEqual(view(past, {}));
	expect(swapped(swapped(before))).toEqual(before);
	expect([ownSide(before), ownSide(swapped(before)), ownSide(view({}, {}))]).toEqual(['b', 'a', 'b']);
});
test('a side of a scenario is one of its own, also when it is the one without', () => {
	expect([ownSide(view({ scenario: null }, {})), ownSide(view({}, { scenario: null }))]).toEqual(['a', 'b']);
});
test('both sides may have something of their own in a link', () => {
	expect([isTwofold(view(past, past)), isTwofold(view({}, past))]).toEqual([true, false]);
	expect(isTwofold(view({ recolour: null }, past))).toBe(true);
});

test('the handle cuts both pictures at one place', () => {
	const at = { kind: 'swipe', split: 0.3 } as const;
	expect(placeOf(at, 'a')).toEqual({ inset: '0', clip: 'inset(0 70% 0 0)' });
	expect(placeOf(at, 'b')).toEqual({ inset: '0', clip: 'inset(0 0 0 30%)' });
});
test('side by side halves the map, a difference has all of it', () => {
	expect(placeOf({ kind: 'side', split: 0.3 }, 'b')).toEqual({ inset: '0 0 0 50%', clip: 'none' });
	expect(placeOf({ kind: 'difference', split: 0.3 }, 'a')).toEqual({ inset: '0', clip: 'none' });
});

test('arrows move the handle by two hundredths and never past the edge', () => {
	expect(['ArrowLeft', 'ArrowRight', 'Home', 'End', 'a'].map((key) => splitByKey(0.5, key))).toEqual([
		0.48,
		0.52,
		0,
		1,
		undefined
	]);
	expect([splitByKey(0.01, 'ArrowLeft'), splitByKey(0.99, 'ArrowRight')]).toEqual([0, 1]);
});
