import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { bearingBetween, metresBetween } from '#lib/server/sources/geodesy.ts';
import { SampleRows, type ReplaySource } from '#lib/server/sources/replay-source.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';
import { REPOSITORY, say } from '../harness.ts';

/** A vehicle as one would send it in JSON. */
export interface Vehicle {
	readonly id: string;
	readonly lng: number;
	readonly lat: number;
	readonly speed: number;
	readonly heading: number;
	readonly status: string;
	readonly at: number;
}

/** Recorded taxi journeys (real vertices and times), each vehicle one of them, shifted in time and by up to 3 km. */
function taxiSource(file: string, count: number): ReplaySource {
	const trips = (
		JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
			path: [number, number][];
			timestamps: number[];
		}[]
	).filter(
		({ path, timestamps }) =>
			path.length > 1 && timestamps.at(-1)! - timestamps[0]! > 60 && path.every(([lng]) => lng > -75)
	);
	const rows = new SampleRows();
	const fraction = (i: number, ratio: number) => (i * ratio) % 1;
	return {
		...syntheticSource({ layer: 'taxi', count, bbox: [0, 0, 1, 1] }),
		sample(at) {
			rows.clear();
			for (let i = 0; i < count; i++) {
				const { path, timestamps: t } = trips[i % trips.length]!;
				const first = t[0]!;
				const second = first + ((at / 1000 + fraction(i, 0.618) * 1e5) % (t.at(-1)! - first));
				let low = 0;
				let high = t.length - 1;
				while (high - low > 1) {
					const middle = (low + high) >> 1;
					if (t[middle]! <= second) low = middle;
					else high = middle;
				}
				const [a, b] = [path[low]!, path[high]!];
				const duration = t[high]! - t[low]!;
				const part = duration > 0 ? (second - t[low]!) / duration : 0;
				const dx = 0.04 * (fraction(i, 0.414) - 0.5);
				const dy = 0.04 * (fraction(i, 0.732) - 0.5);
				const length = metresBetween(a[0], a[1], b[0], b[1]);
				rows.add(
					i,
					a[0] + part * (b[0] - a[0]) + dx,
					a[1] + part * (b[1] - a[1]) + dy,
					duration > 0 ? length / duration : 0,
					bearingBetween(a[0], a[1], b[0], b[1]),
					0,
					0
				);
			}
			return rows;
		},
		fork: () => taxiSource(file, count)
	};
}

export const vehiclesOf = (rows: SampleRows, at: number): Vehicle[] =>
	Array.from({ length: rows.count }, (_, row) => ({
		id: `taxi-${rows.idx[row]}`,
		lng: rows.lon[row]! / 1e7,
		lat: rows.lat[row]! / 1e7,
		speed: rows.speed[row]! / 100,
		heading: rows.heading[row]! / 100,
		status: 'moving',
		at
	}));
/** A frame's rows as plain columns. */
export const columnsOf = (bytes: Uint8Array) => {
	const frame = decodeFrame(bytes);
	return {
		t0: frame.t0,
		rev: frame.rev,
		removed: [...frame.removed],
		columns: frame.columns.map(({ field, values }) => ({ field, values: Array.from(values as Int32Array) })) // all columns of vehicles are numbers
	};
};

const file = `${process.env['CITYLOOP_TEST_DATA'] ?? `${REPOSITORY}../shared/data`}/nyc/deckgl-taxi-trips-v7.json.gz`;
/** The journeys are there; else squares stand in for them. */
export const recorded = existsSync(file);
say(
	recorded
		? 'workload: recorded New York taxi journeys'
		: `workload: synthetic squares, for ${file} is not there`
);
export const sourceOf = (count: number) =>
	recorded
		? taxiSource(file, count)
		: syntheticSource({ layer: 'taxi', count, bbox: [-74.02, 40.7, -73.93, 40.8] });
