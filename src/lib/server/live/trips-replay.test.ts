import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { DatasetOf } from '#lib/model/city.ts';
import { writePack } from './small-timetable.ts';
import { openTripsReplay } from './trips-replay.ts';

/** Journey a: 10 s to 20 s eastwards; b: 15 s to 30 s, standing after 20 s. */
const pack = writePack({
	'trips/taxi': {
		journeys: {
			id: ['a', 'b'],
			category: ['yellow', null],
			first: Uint32Array.of(0, 2),
			count: Uint32Array.of(2, 3)
		},
		vertices: {
			lng: Float64Array.of(0, 0.009, 1, 1, 1),
			lat: Float64Array.of(0, 0, 0, 0.0009, 0.0009),
			t: Float64Array.of(10, 20, 15, 20, 30)
		}
	}
});
afterAll(() => rmSync(pack, { recursive: true }));
const dataset: DatasetOf<'trips'> = {
	kind: 'trips',
	id: 'taxi',
	title: { zh: '出租', en: 'Taxis' },
	file: 'trips/taxi',
	rows: 2,
	seconds: { from: 10, to: 30 }
};
/** Second 1000 of our clock is second 10 of the recording: 1000 divides by its 20. */
const T = 1_000_000;

test('journeys run by their own times, in a loop, and vanish at their ends', () => {
	const source = openTripsReplay(pack, 'nyc', dataset);
	const idx = (seconds: number) => {
		const rows = source.sample(T + seconds * 1000);
		return [...rows.idx.subarray(0, rows.count)].sort();
	};
	expect([0, 4, 5, 10, 11, 19.9, 20, 25, 31].map(idx)).toEqual([
		[0],
		[0],
		[0, 1],
		[0, 1],
		[1],
		[1],
		[0],
		[0, 1],
		[1]
	]);
});

test('a position is even in time between vertices, with speed and direction', () => {
	const source = openTripsReplay(pack, 'nyc', dataset);
	const rows = source.sample(T + 5000);
	expect([rows.lon[0], rows.lat[0], rows.heading[0]]).toEqual([45000, 0, 9000]);
	expect(rows.speed[0]! / 100).toBeCloseTo(100.19, 1);
	source.sample(T + 15_000);
	expect([rows.lat[0], rows.speed[0], rows.status[0]]).toEqual([9000, 0, 1]);
});

test('the true date is unknown unless the source says it', () => {
	expect(openTripsReplay(pack, 'nyc', dataset).trueDateShift(T)).toBeUndefined();
	const dated = openTripsReplay(pack, 'nyc', { ...dataset, startsAt: 500_000 });
	expect(T + 3000 + dated.trueDateShift(T + 3000)!).toBe(500_000 + 13_000);
	expect(dated.describe(0, T + 3000)).toEqual({
		facts: [
			{ key: 'journey', value: 'a' },
			{ key: 'category', value: 'yellow' },
			{ key: 'basis', value: 'recording' }
		],
		dataAt: 513_000
	});
});
