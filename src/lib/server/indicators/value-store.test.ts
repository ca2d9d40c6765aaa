import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IndicatorValue } from '#lib/model/indicator.ts';
import { EVERY_VALUE, HOURLY_VALUE, ValueStore } from './value-store.ts';

let dir: string;
let store: ValueStore;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-values-'));
	store = new ValueStore(dir);
});
afterEach(() => {
	store.close();
	rmSync(dir, { recursive: true });
});

const HOUR = 3_600_000;
/** A full hour. */
const NOW = 489_972 * HOUR;
const MINUTE = 60_000;
const valueAt = (at: number, value: number | null = at): IndicatorValue => ({
	at,
	value,
	version: 1,
	rows: 2,
	staleRows: 1,
	origin: 'measured'
});
const put = (...values: readonly IndicatorValue[]) =>
	store.put(values.map((value) => ({ key: 'a/b', area: '', period: MINUTE, value })));
const all = () => store.history('a/b', '', 0, NOW).values.map(({ at }) => at);

test('a period keeps its last value, with everything that is known of it', () => {
	const last = { ...valueAt(NOW - 1000, null), numerator: 1, denominator: 0, newestInput: NOW - 2000.5 };
	put(valueAt(NOW - 120_000), valueAt(NOW - 50_000), last);
	expect(store.history('a/b', '', 0, NOW)).toEqual({ step: 0, values: [valueAt(NOW - 120_000), last] });
	expect(store.history('a/b', 'West', 0, NOW)).toEqual({ step: 0, values: [] });
});

test('after three days one value an hour is left, the last; after four hundred days none', () => {
	const old = NOW - EVERY_VALUE - 2 * HOUR;
	const ancient = NOW - HOURLY_VALUE - HOUR;
	put(
		...[ancient, old, old + MINUTE, old + 59 * MINUTE, old + HOUR, old + HOUR + MINUTE].map((at) =>
			valueAt(at)
		),
		valueAt(NOW - HOUR),
		valueAt(NOW - HOUR + MINUTE)
	);
	store.tidy(NOW);
	const kept = [old + 59 * MINUTE, old + HOUR + MINUTE, NOW - HOUR, NOW - HOUR + MINUTE];
	expect(all()).toEqual(kept);
	store.tidy(NOW + HOUR);
	expect(all()).toEqual(kept);
	store.tidy(NOW + EVERY_VALUE);
	expect(all()).toEqual([old + 59 * MINUTE, old + HOUR + MINUTE, NOW - HOUR + MINUTE]);
});

test('of many values a history has the last of each of two thousand steps', () => {
	put(...Array.from({ length: 4001 }, (_, k) => valueAt(NOW - k * MINUTE)));
	const { step, values } = store.history('a/b', '', NOW - 4000 * MINUTE, NOW);
	expect(step).toBe(2 * MINUTE);
	expect(values.length).toBe(2001);
	expect(values.every(({ at }) => at % step === MINUTE || at === NOW)).toBe(true);
});

test('values that cannot be written leave what was kept as it was', () => {
	put(valueAt(NOW));
	const bad = { ...valueAt(NOW), origin: undefined } as unknown as IndicatorValue; // what a broken caller would send
	expect(() => store.put([{ key: 'new', area: '', period: MINUTE, value: bad }])).toThrow();
	store.put([{ key: 'new', area: '', period: MINUTE, value: valueAt(NOW) }]);
	expect(store.history('new', '', 0, NOW).values).toHaveLength(1);
	expect(all()).toEqual([NOW]);
});
