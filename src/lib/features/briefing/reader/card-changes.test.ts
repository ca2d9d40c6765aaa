import { expect, test } from 'vitest';
import { changesOf, sideOf, trendPoints } from './card-changes.ts';

const card = { value: 31.4, dayBefore: 37.6, weekBefore: 31.42, decimals: 1 };

test('a card says how far it is from yesterday and from last week, by its own decimals', () => {
	expect(changesOf(card, 'zh-CN')).toEqual([
		{ since: 'day', text: '−6.2', way: 'down' },
		{ since: 'week', text: '±0.0', way: 'level' }
	]);
	expect(changesOf({ ...card, dayBefore: 22 }, 'en')[0]).toEqual({ since: 'day', text: '+9.4', way: 'up' });
});

test('what is not known has no change', () => {
	expect(changesOf({ ...card, dayBefore: null, weekBefore: null }, 'en')).toEqual([]);
	expect(changesOf({ ...card, value: null }, 'en')).toEqual([]);
});

test('a number is above, below or inside its target, and nowhere without one', () => {
	const side = (value: number | null, target: object) => sideOf({ value, target });
	expect([side(43, { from: 34, to: 42 }), side(33, { from: 34 }), side(34, { from: 34 })]).toEqual([
		'above',
		'below',
		'inside'
	]);
	expect([side(1, {}), side(null, { to: 1 })]).toEqual([undefined, undefined]);
});

test('a trend has its instants', () => {
	expect(trendPoints({ from: 100, step: 10, values: [1, null] })).toEqual([
		{ at: 100, value: 1 },
		{ at: 110, value: null }
	]);
});
