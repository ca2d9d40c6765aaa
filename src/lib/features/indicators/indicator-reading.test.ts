import { expect, test } from 'vitest';
import type { IndicatorState } from '#lib/model/indicator.ts';
import { headlines, offTargetFirst, readIndicator } from './indicator-reading.ts';

const HOUR = 3_600_000;
const latest = (value: number | null, at: number): NonNullable<IndicatorState['latest']> => ({
	at,
	value,
	newestInput: at - 5000,
	version: 1,
	rows: 10,
	staleRows: 0,
	origin: 'simulated'
});
const base = { trend: [], stale: false, period: 60, target: { from: 20, to: 40 } };

test('a fresh number says where it is against its target, how it changed and how old it is', () => {
	const trend = [
		{ at: 0, value: 20 },
		{ at: HOUR, value: 30 },
		{ at: 2 * HOUR, value: 50 }
	];
	expect(readIndicator({ ...base, trend, latest: latest(50, 2 * HOUR) }, 2 * HOUR + 1000)).toEqual({
		condition: 'fresh',
		value: 50,
		side: 'above',
		change: 20,
		age: 6000
	});
});

test('no data is not zero and on no side of a target', () => {
	expect(readIndicator({ ...base, latest: latest(null, 1000) }, 2000)).toEqual({
		condition: 'none',
		value: null,
		age: 6000
	});
	expect(readIndicator(base, 2000)).toEqual({ condition: 'none', value: null });
});

test('a number is stale when its inputs are, or when no new one came for three periods; it keeps its value', () => {
	expect(readIndicator({ ...base, stale: true, latest: latest(30, 1000) }, 2000).condition).toBe('stale');
	expect(readIndicator({ ...base, latest: latest(30, 0) }, 180_000).condition).toBe('fresh');
	const overdue = readIndicator({ ...base, latest: latest(30, 0) }, 180_001);
	expect([overdue.condition, overdue.value, overdue.side]).toEqual(['stale', 30, 'inside']);
});

test('a formula that fails keeps the last number as stale; without one it has failed', () => {
	expect(readIndicator({ ...base, failure: 'no table', latest: latest(30, 1000) }, 2000).condition).toBe(
		'stale'
	);
	expect(readIndicator({ ...base, failure: 'no table' }, 2000).condition).toBe('failed');
});

test('an open target has one side', () => {
	const at = (value: number, target: IndicatorState['target']) =>
		readIndicator({ ...base, target, latest: latest(value, 1000) }, 2000).side;
	expect([at(9, { from: 10 }), at(10, { from: 10 }), at(11, { to: 10 }), at(1, {})]).toEqual([
		'below',
		'inside',
		'above',
		undefined
	]);
});

test('a strip takes the first number of every theme before the second of any', () => {
	const of = (theme: string, id: string) => ({ theme, key: `${theme}/${id}` }) as IndicatorState;
	const all = [of('water', 'a'), of('water', 'b'), of('energy', 'c'), of('off', 'd')];
	expect(headlines(all, ['energy', 'water'], 3).map(({ key }) => key)).toEqual([
		'energy/c',
		'water/a',
		'water/b'
	]);
	expect(headlines([], [], 3)).toEqual([]);
});

test('numbers outside their target come first, unless they are of another hour', () => {
	const of = (key: string, value: number, at: number) =>
		({ ...base, key, latest: latest(value, at) }) as unknown as IndicatorState; // all that is read of one
	const all = [of('inside', 30, 0), of('above', 41, 0), of('old', 99, -HOUR), of('below', 19, 0)];
	expect(offTargetFirst(all, 1000).map(({ key }) => key)).toEqual(['above', 'below', 'inside', 'old']);
});
