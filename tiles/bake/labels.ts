import type { CityLabel } from '#lib/model/city.ts';
import type { PlaceRecord } from '#tiles/source-records.ts';
import type { CollectedRoads, NamedSurface } from './collected.ts';
import { inRing } from './rings.ts';
import { roadStyle } from './road-classes.ts';

const MOST_LABELS = 4000;
const RAD = Math.PI / 180;
/** Along one street a label stands again after so many metres. */
const STREET_SPACING = 1500;
/** Shorter straight stretches carry no name. */
const SHORTEST = 80;

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
				text: place.name,
				kind: place.kind,
				rank: place.rank,
				lng: place.lng,
				lat: place.lat
			});
	for (const { kind, name, area, outer } of surfaces) {
		if (kind === 'land') continue;
		const [lng, lat] = insidePoint(outer);
		const rank = area > 3e6 ? 2 : area > 3e5 ? 3 : area > 3e4 ? 4 : area > 5e3 ? 6 : 8;
		labels.push({ text: name, kind: kind === 'water' ? 'water' : 'park', rank, lng, lat });
	}
	const streets = streetLabels(roads);
	return [...labels, ...streets]
		.sort((a, b) => a.rank - b.rank)
		.slice(0, MOST_LABELS)
		.map((label) => ({ ...label, lng: round(label.lng), lat: round(label.lat) }));
}

interface Straight {
	readonly lng: number;
	readonly lat: number;
	readonly bearing: number;
	readonly length: number;
	readonly cls: number;
}

/** The longest straight stretches of each named street, apart from each other. */
function streetLabels(roads: CollectedRoads): CityLabel[] {
	const lngLat = roads.lngLat.view();
	const ends = roads.ends.view();
	const stretches = new Map<number, Straight[]>();
	let begin = 0;
	for (let road = 0; road < roads.count; road++) {
		const end = ends[road]!;
		const name = roads.name.view()[road]!;
		const style = roadStyle(roads.classes.texts[roads.class.view()[road]!] ?? '');
		if (name >= 0 && style !== undefined) {
			const list = stretches.get(name) ?? [];
			stretches.set(name, list);
			collectStraight(lngLat, begin, end, style, list);
		}
		begin = end;
	}
	const labels: CityLabel[] = [];
	for (const [name, list] of stretches) {
		list.sort((a, b) => b.length - a.length);
		const chosen: Straight[] = [];
		for (const stretch of list) {
			if (chosen.length === 6 || (stretch.length < SHORTEST && chosen.length > 0)) break;
			if (chosen.every((other) => apart(other, stretch) > STREET_SPACING)) chosen.push(stretch);
		}
		chosen.forEach(({ lng, lat, bearing, cls, length }, index) => {
			const rank = 10 - 2 * cls - (length > 200 ? 1 : 0) + (index > 2 ? 2 : index > 0 ? 1 : 0);
			labels.push({
				text: roads.names.texts[name]!,
				kind: 'street',
				rank,
				lng,
				lat,
				bearing: Math.round(bearing)
			});
		});
	}
	return labels;
}

/** Runs of segments that turn by less than 10 degrees in all. */
function collectStraight(
	lngLat: Float64Array,
	begin: number,
	end: number,
	cls: number,
	into: Straight[]
): void {
	const scaleY = 111_320;
	const scaleX = scaleY * Math.cos(lngLat[2 * begin + 1]! * RAD);
	let start = begin;
	let heading: number | undefined;
	for (let v = begin + 1; v <= end; v++) {
		const dx = v < end ? (lngLat[2 * v]! - lngLat[2 * v - 2]!) * scaleX : 0;
		const dy = v < end ? (lngLat[2 * v + 1]! - lngLat[2 * v - 1]!) * scaleY : 0;
		const direction = Math.atan2(dx, dy) / RAD;
		const turn = heading === undefined ? 0 : Math.abs(((direction - heading + 540) % 360) - 180);
		if (v < end && turn < 10) {
			heading ??= direction;
			continue;
		}
		const last = v - 1;
		const east = (lngLat[2 * last]! - lngLat[2 * start]!) * scaleX;
		const north = (lngLat[2 * last + 1]! - lngLat[2 * start + 1]!) * scaleY;
		const length = Math.hypot(east, north);
		if (length > 20)
			into.push({
				lng: (lngLat[2 * start]! + lngLat[2 * last]!) / 2,
				lat: (lngLat[2 * start + 1]! + lngLat[2 * last + 1]!) / 2,
				bearing: (Math.atan2(east, north) / RAD + 360) % 360,
				length,
				cls
			});
		start = last;
		heading = direction;
	}
}

function apart(a: Straight, b: Straight): number {
	return Math.hypot((a.lng - b.lng) * 111_320 * Math.cos(a.lat * RAD), (a.lat - b.lat) * 111_320);
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
