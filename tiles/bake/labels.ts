import type { CityLabel } from '#lib/model/city.ts';
import type { PlaceRecord } from '#tiles/source-records.ts';
import type { CollectedRoads, NamedSurface } from './collected.ts';
import { named } from './named.ts';
import { inRing } from './rings.ts';
import { streetLabels } from './street-labels.ts';

const MOST_LABELS = 6000;

/** Labels of the scene, most important first: places, parks and waters, then streets by class and length. */
export function makeLabels(
	places: readonly PlaceRecord[],
	surfaces: readonly NamedSurface[],
	roads: CollectedRoads
): CityLabel[] {
	const labels: CityLabel[] = [];
	for (const place of places)
		if (place.kind === 'place' || place.kind === 'district')
			labels.push({
				...named(place.name, place.nameEn),
				kind: place.kind,
				rank: place.rank,
				lng: place.lng,
				lat: place.lat
			});
	for (const { kind, name, nameEn, area, outer } of surfaces) {
		if (kind === 'land') continue;
		const [lng, lat] = insidePoint(outer);
		const rank = area > 3e6 ? 2 : area > 3e5 ? 3 : area > 3e4 ? 4 : area > 5e3 ? 6 : 8;
		labels.push({ ...named(name, nameEn), kind: kind === 'water' ? 'water' : 'park', rank, lng, lat });
	}
	const streets = streetLabels(roads);
	return [...labels, ...streets]
		.sort((a, b) => a.rank - b.rank)
		.slice(0, MOST_LABELS)
		.map((label) => ({ ...label, lng: round(label.lng), lat: round(label.lat) }));
}

/** A point well inside a ring: the middle of the longest inner stretch of a few latitudes. */
export function insidePoint(ring: Float64Array): [number, number] {
	let [low, high] = [Infinity, -Infinity];
	for (let i = 1; i < ring.length; i += 2) {
		low = Math.min(low, ring[i]!);
		high = Math.max(high, ring[i]!);
	}
	let best: [number, number] = [ring[0]!, ring[1]!];
	let widest = 0;
	for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
		const y = low + share * (high - low);
		const crossings: number[] = [];
		for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
			if (ring[i + 1]! > y !== ring[j + 1]! > y)
				crossings.push(
					((ring[j]! - ring[i]!) * (y - ring[i + 1]!)) / (ring[j + 1]! - ring[i + 1]!) + ring[i]!
				);
		crossings.sort((a, b) => a - b);
		for (let k = 0; k + 1 < crossings.length; k += 2) {
			const width = (crossings[k + 1]! - crossings[k]!) * (share === 0.5 ? 1.2 : 1);
			const x = (crossings[k]! + crossings[k + 1]!) / 2;
			if (width <= widest || !inRing(ring, 0, ring.length, x, y)) continue;
			widest = width;
			best = [x, y];
		}
	}
	return best;
}

function round(degrees: number): number {
	return Math.round(degrees * 1e6) / 1e6;
}
