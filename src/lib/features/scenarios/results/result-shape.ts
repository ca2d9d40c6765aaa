import { AppError } from '#lib/model/errors.ts';
import type { ResultShape } from '#lib/layers/results/result-drawing.ts';
import type { ResultRows } from './result-rows.ts';

/** Where the things of a city with a scenario's edits are, as far as results name them by keys. */
export interface ScenarioGeometry {
	/** Points of links in the direction of travel, longitude and latitude by turns; `starts` counts points. */
	readonly lines: (
		keys: readonly string[]
	) => Promise<{ readonly starts: Uint32Array; readonly points: Float64Array }>;
	readonly zones: () => Promise<{
		readonly keys: readonly string[];
		/** Longitude and latitude by turns, not closed. */
		readonly rings: readonly ArrayLike<number>[];
		readonly lng: ArrayLike<number>;
		readonly lat: ArrayLike<number>;
	}>;
	/** Outlines of buildings that edits add, empty for those of the pack; where each stands, NaN: nowhere. */
	readonly blocks: (keys: readonly string[]) => Promise<{
		readonly rings: readonly ArrayLike<number>[];
		readonly heights: readonly number[];
		readonly lngLat: Float64Array;
	}>;
}

/** Where the rows of a result lie. Throws INPUT_INVALID for a table: it has no place on a map. */
export async function resultShape(
	{ geometry, keys }: Pick<ResultRows, 'geometry' | 'keys'>,
	city: ScenarioGeometry
): Promise<ResultShape> {
	switch (geometry.of) {
		case 'links':
			return { of: 'lines', ...(await city.lines(keys)) };
		case 'buildings':
			return { of: 'blocks', ...(await city.blocks(keys)) };
		case 'zones': {
			const zones = await city.zones();
			const place = placesOf(zones.keys);
			return { of: 'rings', rings: keys.map((key) => zones.rings[place.get(key) ?? -1] ?? []) };
		}
		case 'pairs': {
			const zones = await city.zones();
			const place = placesOf(zones.keys);
			const ends = keys.flatMap((key) =>
				endsOf(key).flatMap((end) => {
					const at = place.get(end) ?? -1;
					return [zones.lng[at] ?? NaN, zones.lat[at] ?? NaN];
				})
			);
			return { of: 'arcs', ends: Float64Array.from(ends) };
		}
		case 'places':
			return { of: 'marks', lngLat: interleaved(geometry.lng, geometry.lat) };
		case 'areas':
			return { of: 'rings', rings: geometry.rings };
		case 'cells': {
			const { west, south, width, height, columns } = geometry;
			const lng = keys.map((key) => west + ((Number(key) % columns) + 0.5) * width);
			const lat = keys.map((key) => south + (Math.floor(Number(key) / columns) + 0.5) * height);
			return { of: 'cells', lngLat: interleaved(lng, lat), width, height };
		}
		case 'table':
			throw new AppError('INPUT_INVALID', {
				message: 'This part of the result is a table without places: it cannot be drawn on a map.'
			});
	}
}

const placesOf = (keys: readonly string[]): ReadonlyMap<string, number> =>
	new Map(keys.map((key, place) => [key, place]));

/** `a>b`: from a to b. */
function endsOf(key: string): readonly [from: string, to: string] {
	const at = key.indexOf('>');
	return [key.slice(0, at), key.slice(at + 1)];
}

function interleaved(lng: readonly number[], lat: readonly number[]): Float64Array {
	const lngLat = new Float64Array(2 * lng.length);
	lng.forEach((value, row) => {
		lngLat[2 * row] = value;
		lngLat[2 * row + 1] = lat[row] ?? NaN;
	});
	return lngLat;
}
