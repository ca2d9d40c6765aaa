import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Table, Utf8, tableToIPC, vectorFromArray } from 'apache-arrow';

/** For tests: a pack folder with Arrow tables as docs/pack-format.md has them. Texts are arrays, numbers typed arrays. */
export function writePack(
	folders: Record<string, Record<string, Record<string, ArrayLike<number> | (string | null)[]>>>
): string {
	const pack = mkdtempSync(join(tmpdir(), 'cityloop-pack-'));
	for (const [folder, tables] of Object.entries(folders)) {
		mkdirSync(join(pack, folder), { recursive: true });
		for (const [name, columns] of Object.entries(tables)) {
			const vectors = Object.fromEntries(
				Object.entries(columns).map(([column, values]) => [
					column,
					Array.isArray(values)
						? vectorFromArray(values as (string | null)[], new Utf8())
						: vectorFromArray(values as Float64Array)
				])
			);
			writeFileSync(join(pack, folder, `${name}.arrow`), tableToIPC(new Table(vectors), 'stream'));
		}
	}
	return pack;
}

/** Seconds of a service day. */
export const clock = (hours: number, minutes: number, seconds = 0) => hours * 3600 + minutes * 60 + seconds;

/**
 * Line L along the equator: stops A, B, C a kilometre apart (0.009° each, distances rounded to 1000 m), in
 * UTC. Trips: 0 `X_060000_L..N01` on a shape with a bend, Weekday, 10:00–10:04 with a dwell at B; 1 the
 * same at 24:30 (half an hour after midnight); 2 `flat`, without shape, Sundays and one extra Monday.
 */
export function smallTimetable() {
	return {
		stops: {
			stop_id: ['A', 'B', 'C'],
			name: ['Alpha', 'Beta', 'Gamma'],
			lng: Float64Array.of(0, 0.009, 0.009),
			lat: Float64Array.of(0, 0, 0.009),
			parent: [null, null, null]
		},
		routes: {
			route_id: ['L'],
			short_name: ['L'],
			long_name: ['Line'],
			type: Int32Array.of(1),
			colour: ['00FF7F']
		},
		services: {
			service_id: ['Weekday', 'Sunday'],
			days: Uint8Array.of(0b0011111, 0b1000000),
			start: Int32Array.of(20260601, 20260601),
			end: Int32Array.of(20260630, 20260630)
		},
		service_exceptions: {
			service: Uint32Array.of(1, 0),
			date: Int32Array.of(20260615, 20260616),
			added: Uint8Array.of(1, 0)
		},
		trips: {
			trip_id: ['X_060000_L..N01', 'X_147000_L..N01', 'flat'],
			route: Uint32Array.of(0, 0, 0),
			service: Uint32Array.of(0, 0, 1),
			headsign: ['Gamma', 'Gamma', null],
			direction: Uint8Array.of(0, 0, 0),
			shape: Int32Array.of(0, 0, -1),
			first: Uint32Array.of(0, 3, 6),
			count: Uint32Array.of(3, 3, 2)
		},
		stop_times: {
			stop: Uint32Array.of(0, 1, 2, 0, 1, 2, 0, 2),
			arrival: Int32Array.of(
				...[clock(10, 0), clock(10, 1, 40), clock(10, 4)],
				...[clock(24, 30), clock(24, 31, 40), clock(24, 34)],
				...[clock(8, 0), clock(8, 10)]
			),
			departure: Int32Array.of(
				...[clock(10, 0), clock(10, 2, 20), clock(10, 4)],
				...[clock(24, 30), clock(24, 32, 20), clock(24, 34)],
				...[clock(8, 0), clock(8, 10)]
			),
			dist: Float32Array.of(0, 1000, 2000, 0, 1000, 2000, 0, 1414)
		},
		shapes: { shape_id: ['s'], first: Uint32Array.of(0), count: Uint32Array.of(3) },
		shape_points: {
			lng: Float64Array.of(0, 0.009, 0.009),
			lat: Float64Array.of(0, 0, 0.009),
			dist: Float32Array.of(0, 1000, 2000)
		}
	};
}
