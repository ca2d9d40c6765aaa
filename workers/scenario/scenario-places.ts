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
	/** Where each stands; NaN: the scenario has no such building. */
	readonly lngLat: Float64Array;
}

/** Buildings by key, with the outline of those that edits add; an empty one for those of the pack, which are drawn already. */
export function blocksOf(
	{ key, height, lng, lat }: BuildingsPart,
	edits: readonly ScenarioEdit[],
	keys: readonly string[]
): Blocks {
	const rings = addedRings(edits);
	const rows = new Map(key.map((name, row) => [name, row]));
	const asked = keys.map((name) => rows.get(name) ?? -1);
	const added = (name: string, at: number) => (asked[at]! < 0 ? undefined : rings.get(name));
	return {
		rings: keys.map((name, at) => Float64Array.from(added(name, at)?.flat() ?? [])),
		heights: keys.map((name, at) => (added(name, at) ? height[asked[at]!]! : 0)),
		lngLat: Float64Array.from(asked.flatMap((row) => (row < 0 ? [NaN, NaN] : [lng[row]!, lat[row]!])))
	};
}
