import Flatbush from 'flatbush';
import { PLAN_STEP } from './footprints.ts';
import type { Footprints } from './footprints.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import { Projector } from './projector.ts';
import { distanceSquared } from './rings.ts';
import { featureContains, vertexRange } from './unit-rows.ts';
import type { UnitRows } from './unit-rows.ts';

/** Address points farther from any building belong to none, metres. */
const NEAR = 30;

/** The address points that may lie in a unit. */
export interface AddressInput {
	/** Number of the address in the whole city. */
	readonly index: Int32Array<ArrayBuffer>;
	readonly lng: Float64Array<ArrayBuffer>;
	readonly lat: Float64Array<ArrayBuffer>;
	/** `sourceId` of its building when the source says, else NaN. */
	readonly building: Float64Array<ArrayBuffer>;
	readonly street: Int32Array<ArrayBuffer>;
	readonly houseNumber: readonly string[];
}

export interface UnitAddresses {
	readonly input: AddressInput;
	/** Row of each address, −1 = none. */
	readonly row: Int32Array<ArrayBuffer>;
	/** How far it lies from it: below 0 when the source named it, else squared metres. */
	readonly distance: Float32Array<ArrayBuffer>;
	/** Best address of each row, −1 = none. */
	readonly best: Int32Array<ArrayBuffer>;
}

/**
 * Gives each address its building: the one the source names, else the one it stands in, else the nearest
 * within 30 m. Each building's best address is the named, the contained, the nearest, in this order.
 */
export function matchAddresses(
	footprints: Footprints,
	rows: UnitRows,
	frame: LocalFrame,
	input: AddressInput
): UnitAddresses {
	const count = input.index.length;
	const row = new Int32Array(count).fill(-1);
	const distance = new Float32Array(count);
	const best = new Int32Array(rows.count).fill(-1);
	if (count === 0 || rows.items.length === 0) return { input, row, distance, best };
	const bestRank = new Float64Array(rows.count).fill(Infinity);

	const index = new Flatbush(rows.items.length);
	for (const feature of rows.items) {
		const [from, to] = vertexRange(footprints, feature);
		let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
		for (let i = from; i < to; i += 2) {
			west = Math.min(west, footprints.xy[i]!);
			east = Math.max(east, footprints.xy[i]!);
			south = Math.min(south, footprints.xy[i + 1]!);
			north = Math.max(north, footprints.xy[i + 1]!);
		}
		index.add(west, south, east, north);
	}
	index.finish();

	const projector = new Projector(frame);
	const reach = NEAR / PLAN_STEP;
	for (let a = 0; a < count; a++) {
		const named = rows.bySource.get(input.building[a]!);
		let found = named === undefined ? -1 : rows.rowOf[named]!;
		let rank = -1;
		if (found < 0) {
			projector.project(input.lng[a]!, input.lat[a]!);
			const x = projector.x / PLAN_STEP;
			const y = projector.y / PLAN_STEP;
			rank = reach * reach;
			for (const item of index.search(x - reach, y - reach, x + reach, y + reach)) {
				const feature = rows.items[item]!;
				const far = featureContains(footprints, feature, x, y) ? 0 : edgeDistance(footprints, feature, x, y);
				if (far > rank || (far === rank && found >= 0)) continue;
				rank = far;
				found = rows.rowOf[feature]!;
			}
		}
		row[a] = found;
		distance[a] = rank * PLAN_STEP * PLAN_STEP;
		if (found >= 0 && rank < bestRank[found]!) {
			bestRank[found] = rank;
			best[found] = a;
		}
	}
	return { input, row, distance, best };
}

function edgeDistance(footprints: Footprints, feature: number, x: number, y: number): number {
	const { polygonStart, ringStart, vertexStart, xy } = footprints;
	let nearest = Infinity;
	for (let r = ringStart[polygonStart[feature]!]!; r < ringStart[polygonStart[feature + 1]!]!; r++)
		nearest = Math.min(nearest, distanceSquared(xy, 2 * vertexStart[r]!, 2 * vertexStart[r + 1]!, x, y));
	return nearest;
}
