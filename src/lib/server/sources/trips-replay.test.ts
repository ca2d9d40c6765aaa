import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { DatasetOf } from '#lib/model/city.ts';
import { writePack } from './small-timetable.ts';
import { openTripsReplay } from './trips-replay.ts';

/** Journey a: 10 s to 20 s eastwards; b: 15 s to 30 s, standing after 20 s; c: 40 s to 60 s. A round lasts 30 s. */
const pack = writePack({
	'trips/taxi': {
		journeys: {
			id: ['a', 'b', 'c'],
			category: ['yellow', null, null],
			first: Uint32Array.of(0, 2, 5),
			count: Uint32Array.of(2, 3, 2)
		},
		vertices: {
			lng: Float64Array.of(0, 0.009, 1, 1, 1, 2, 2),
			lat: Float64Array.of(0, 0, 0, 0.0009, 0.0009, 0, 0.02),
			t: Float64Array.of(10, 20, 15, 20, 30, 40, 60)
		}
	}
});
afterAll(() => rmSync(pack, { recursive: true }));
const dataset: DatasetOf<'trips'> = {
	kind: 'trips',
	id: 'taxi',
	title: { zh: '出租', en: 'Taxis' },
	file: 'trips/taxi',
	rows: 3,
	seconds: { from: 10, to: 60 }
};
/** Our clock's T is second 10 of the recording: T divides by 30 s. */
const T = 1_200_000;

test('journeys run by their own times; the last ones end beside the next round', () => {
	const source = openTripsReplay(pack, 'nyc', dataset);
	const idx = (seconds: number) => {
		const rows = source.sample(T + seconds * 1000);
		return [...rows.idx.subarray(0, rows.count)].sort();
	};
	expect([0, 5, 10, 11, 20, 21, 29.9, 30, 35, 51].map(idx)).toEqual([
		[0, 2],
		[0, 1, 2],
		[0, 1, 2],
		[1, 2],
		[1, 2],
		[],
		[],
		[0, 2],
		[0, 1, 2],
		[]
	]);
});

test('a position is even in time between vertices, with speed and direction', () => {
	const source = openTripsReplay(pack, 'nyc', dataset);
	const rows = source.sample(T + 5000);
	expect([rows.lon[0], rows.lat[0], rows.heading[0]]).toEqual([45000, 0, 9000]);
	expect(rows.speed[0]! / 100).toBeCloseTo(100.19, 1);
	expect([rows.idx[2], rows.lat[2]]).toEqual([2, 50000]);
	source.sample(T + 15_000);
	expect([rows.idx[0], rows.lat[0], rows.speed[0], rows.status[0]]).toEqual([1, 9000, 0, 1]);
});

test('a journey longer than a round is one entity: its next run replaces it', () => {
	const long = writePack({
		'trips/taxi': {
			journeys: {
				id: ['long', 'late'],
				category: [null, null],
				first: Uint32Array.of(0, 2),
				count: Uint32Array.of(2, 2)
			},
			vertices: {
				lng: Float64Array.of(0, 1, 5, 6),
				lat: Float64Array.of(0, 0, 0, 0),
				t: Float64Array.of(5, 40, 20, 22)
			}
		}
	});
	const source = openTripsReplay(long, 'nyc', { ...dataset, seconds: { from: 0, to: 40 } });
	const lng = (seconds: number) => {
		const rows = source.sample(T + seconds * 1000);
		return [...rows.idx.subarray(0, rows.count)].map((idx, row) => [
			idx,
			Math.round((rows.lon[row]! / 1e7) * 35)
		]);
	};
	// Rounds of 20 s: at 4 s the run before is at its second 24, at 5 s the new one begins.
	expect(lng(4)).toEqual([[0, 19]]);
	expect(lng(5)).toEqual([[0, 0]]);
	expect(lng(19)).toEqual([[0, 14]]);
	rmSync(long, { recursive: true });
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
	expect(dated.describe(2, T + 3000).dataAt).toBe(543_000);
});
