import { VEHICLE_STATUS, QUALITY } from '#lib/model/wire/fields.ts';
import type { BBox } from '#lib/model/geometry.ts';
import { bearingBetween, metresPerDegree } from './geodesy.ts';
import { SampleRows, type ReplaySource } from './replay-source.ts';

export interface SyntheticLoad {
	readonly layer: string;
	readonly count: number;
	readonly bbox: BBox;
	/** Seconds on one straight piece before turning. */
	readonly pieceSeconds?: number;
	/** m/s. */
	readonly speed?: number;
}

/**
 * A made-up load for tests and benches, marked so on every frame: each vehicle goes to and fro on its own
 * square of streets, the same for the same arguments. Never part of a city.
 */
export function syntheticSource(load: SyntheticLoad): ReplaySource {
	const { layer, count, bbox, pieceSeconds = 20, speed = 12 } = load;
	const rows = new SampleRows();
	const [west, south, east, north] = bbox;
	const per = metresPerDegree((south + north) / 2);
	const side = pieceSeconds * speed;
	/** Evenly spread, irregular: fractions of the golden and the silver ratio. */
	const fraction = (i: number, ratio: number) => (i * ratio) % 1;
	const corner = (i: number, n: number): [number, number] => [
		west + fraction(i, 0.6180339887) * (east - west) + (n === 1 || n === 2 ? side : 0) / per.lng,
		south + fraction(i, 0.4142135624) * (north - south) + (n >= 2 ? side : 0) / per.lat
	];
	return {
		layer,
		capacity: count,
		attribution: 'synthetic',
		synthetic: true,
		sample(at) {
			rows.clear();
			for (let i = 0; i < count; i++) {
				const along = (at / 1000 + fraction(i, 0.7320508076) * 4 * pieceSeconds) % (4 * pieceSeconds);
				const piece = Math.floor(along / pieceSeconds);
				const part = along / pieceSeconds - piece;
				const [lng0, lat0] = corner(i, piece);
				const [lng1, lat1] = corner(i, (piece + 1) % 4);
				rows.add(
					i,
					lng0 + part * (lng1 - lng0),
					lat0 + part * (lat1 - lat0),
					speed,
					bearingBetween(lng0, lat0, lng1, lat1),
					VEHICLE_STATUS.moving,
					QUALITY.simulated
				);
			}
			return rows;
		},
		entity: (i) => ({ urn: `urn:ngsi-ld:Vehicle:synthetic:${layer}:${i}`, title: `${layer} ${i}` }),
		describe: () => ({ facts: [{ key: 'basis', value: 'synthetic' }] }),
		trueDateShift: () => undefined,
		counts: () => ({ running: rows.count }),
		fork: () => syntheticSource(load)
	};
}
