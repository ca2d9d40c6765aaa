import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { BuildingsPart, RoadsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import { addedRings } from '#lib/scenarios/edit/footprints.ts';

/** Lines by row of what was asked for: longitude and latitude by turns; `starts` counts points, one more than rows. */
export interface Lines {
	readonly starts: Uint32Array;
	readonly points: Float64Array;
}

/**
 * Lines of links by the keys that results have: `7+` and `new-2+` as drawn, `7-` the other way. Empty for a link that
 * the scenario has not.
 */
export function linesOf({ links, points }: RoadsPart, keys: readonly string[]): Lines {
	const rows = new Map(links.key.map((key, row) => [key, row]));
	const asked = keys.map((key) => rows.get(key.replace(/[+-]$/, '')) ?? -1);
	const starts = new Uint32Array(keys.length + 1);
	asked.forEach((row, at) => {
		starts[at + 1] = starts[at]! + (row < 0 ? 0 : links.starts[row + 1]! - links.starts[row]!);
	});
	const out = new Float64Array(2 * starts[keys.length]!);
	asked.forEach((row, at) => {
		const count = starts[at + 1]! - starts[at]!;
		const isBack = keys[at]!.endsWith('-');
		for (let point = 0; point < count; point++) {
			const from = links.starts[row]! + (isBack ? count - 1 - point : point);
			out[2 * (starts[at]! + point)] = points.lng[from]!;
			out[2 * (starts[at]! + point) + 1] = points.lat[from]!;
		}
	});
	return { starts, points: out };
}

/** Zones as they are drawn and named. */
export interface ZonePlaces {
	readonly keys: readonly string[];
	readonly names: readonly string[];
	/** Longitude and latitude by turns, not closed. */
	readonly rings: readonly Float64Array[];
	readonly lng: Float64Array;
	readonly lat: Float64Array;
}

export function zonePlaces({ key, name, rings, lng, lat }: ZonesPart): ZonePlaces {
	return { keys: key, names: name, rings: rings.map((ring) => Float64Array.from(ring.flat())), lng, lat };
}

/** Outlines by row of what was asked for, longitude and latitude by turns, and heights in metres. */
export interface Blocks {
	readonly rings: readonly Float64Array[];
	readonly heights: readonly number[];
}

/** Buildings that edits add, by key; an empty ring for those of the pack, which are drawn already. */
export function blocksOf(
	{ key, height }: BuildingsPart,
	edits: readonly ScenarioEdit[],
	keys: readonly string[]
): Blocks {
	const rings = addedRings(edits);
	const rows = new Map(key.flatMap((name, row) => (rings.has(name) ? [[name, row] as const] : [])));
	const isThere = (name: string) => rows.has(name);
	return {
		rings: keys.map((name) => Float64Array.from(isThere(name) ? rings.get(name)!.flat() : [])),
		heights: keys.map((name) => (isThere(name) ? height[rows.get(name)!]! : 0))
	};
}
