import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Manifest } from '../manifest.ts';
import { DAY, HOUR, START, SmallHistory, says } from '../small-history.ts';
import { firstDayKept } from './retain.ts';

/** A manifest with a file of so many bytes on each of the days from `START` on. */
const manifestOf = (layer: string, ...bytes: readonly number[]): Manifest => ({
	version: 1,
	layer,
	epoch: 1,
	metrics: [],
	changes: 0,
	keyframes: [],
	parts: bytes.map((size, day) => ({
		file: `${day}`,
		bytes: size,
		compacted: true,
		hours: [{ from: START + day * DAY, rows: 1 }],
		facts: {
			rows: 1,
			minAt: 0,
			maxAt: 0,
			minReceived: 0,
			maxReceived: 0,
			firstOff: 1,
			lastOff: 1,
			metrics: []
		}
	}))
});

test('days go by their age', () => {
	const manifests = [manifestOf('a', 10, 10, 10)];
	expect(firstDayKept(manifests, { days: 2, bytes: 1000 }, START + 3 * DAY)).toBe(START + DAY);
	expect(firstDayKept(manifests, { days: 2, bytes: 1000 }, START + 3 * DAY + HOUR)).toBe(START + DAY);
});

test('the oldest days of all layers go together until the rest fits', () => {
	const manifests = [manifestOf('a', 10, 10, 10), manifestOf('b', 5, 5, 5)];
	const kept = (bytes: number) => firstDayKept(manifests, { days: 30, bytes }, START + 3 * DAY);
	expect(kept(45)).toBe(START - 27 * DAY);
	expect(kept(44)).toBe(START + DAY);
	expect(kept(29)).toBe(START + 2 * DAY);
	expect(kept(0)).toBe(START + 3 * DAY);
});

test('what is past its age is gone, and the states of what stays are as they were', async () => {
	const history = await SmallHistory.open({ retain: { days: 2, bytes: 1e9 } });
	try {
		for (let day = 0; day < 5; day++)
			for (let hour = 0; hour < 24; hour += 6) {
				const at = START + day * DAY + hour * HOUR;
				history.commit([says(`b${day}`, at, { values: { load: hour } })], at);
				// Nothing of it is said again: states of later days rest on what has gone.
				if (day === 0) history.commit([says('old', at, { status: 'parked' })], at + 1);
			}
		await history.engine.keepHouse(START + 5 * DAY + 130_000);
		const [coverage] = history.engine.coverage('buses');
		expect(coverage).toMatchObject({ from: START + 3 * DAY, to: START + 4 * DAY + 18 * HOUR });
		expect(coverage!.hours.map(({ from }) => (from - START) / HOUR)).toEqual([
			72, 78, 84, 90, 96, 102, 108, 114
		]);
		expect(readdirSync(join(history.historyDir, 'buses')).sort()).toEqual([
			'2026-03-04',
			'2026-03-05',
			'keyframes',
			'manifest.json'
		]);
		for (const t of [START + 3 * DAY, START + 3 * DAY + 1, START + 4 * DAY, START + 5 * DAY])
			for (const by of ['received', 'observed'] as const) {
				const { hash } = await history.engine.at('buses', t, by);
				expect([t, by, hash]).toEqual([t, by, history.hashOfLog(t, by)]);
			}
		await expect(history.engine.at('buses', START + 2 * DAY, 'received')).rejects.toMatchObject({
			code: 'NO_HISTORY',
			message: 'History of buses begins at 2026-03-03T18:00:00.000Z: ask for a later instant.'
		});
		expect((await history.window({ to: START + 3 * DAY })).rows).toEqual([]);
	} finally {
		await history.close();
	}
});
