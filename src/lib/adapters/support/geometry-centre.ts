import type { LngLat } from '#lib/model/geometry.ts';
import { checkPosition } from './row-check.ts';
import { field, isObject } from './records.ts';

/** A GeoJSON geometry as one position, and the rings of its polygons. */
export interface Centre {
	readonly ok: true;
	readonly position: LngLat;
	/** Not said by the source but computed: the geometry is no point. */
	readonly computed: boolean;
	readonly altitude?: number;
	readonly rings: readonly (readonly LngLat[])[];
}

type Weighted = readonly [lng: number, lat: number, weight: number];

/** More positions than these are not looked at. */
const MOST_POSITIONS = 100_000;

/**
 * Where a GeoJSON geometry (or Feature) is: a point itself; the centroid of points, lines (by length) or outer
 * rings (by area), in plane degrees, which is good enough for streets and districts.
 */
export function centreOfGeometry(value: unknown): Centre | { readonly ok: false; readonly reason: string } {
	if (isObject(value) && field(value, 'type') === 'Feature')
		return centreOfGeometry(field(value, 'geometry'));
	if (!isObject(value)) return { ok: false, reason: 'the location is not a geometry' };
	const type = field(value, 'type');
	const coordinates = field(value, 'coordinates');
	const lists = listsOf(type, coordinates);
	if (!lists) return { ok: false, reason: 'the location is not a GeoJSON geometry with coordinates' };
	if (lists.reduce((sum, list) => sum + list.length, 0) > MOST_POSITIONS)
		return { ok: false, reason: `the location has more than ${MOST_POSITIONS} positions` };
	const positions: LngLat[][] = [];
	for (const list of lists) {
		const read = list.map(positionOf);
		const wrong = read.find((position) => typeof position === 'string');
		if (wrong !== undefined) return { ok: false, reason: wrong };
		// Every text was returned above: what remains are positions.
		positions.push(read as LngLat[]);
	}
	const weigh = type === 'Polygon' || type === 'MultiPolygon' ? areaCentre : lengthCentre;
	const position = meanOf(positions.map(weigh)) ?? meanOf(positions.map(vertexCentre));
	if (!position) return { ok: false, reason: 'the location has no coordinates' };
	const altitude = type === 'Point' && Array.isArray(coordinates) ? (coordinates[2] as unknown) : undefined;
	return {
		ok: true,
		position,
		computed: type !== 'Point',
		...(typeof altitude === 'number' && Number.isFinite(altitude) ? { altitude } : {}),
		rings: weigh === areaCentre ? positions : []
	};
}

/** Points, lines or outer rings of a geometry, as lists of raw positions. */
function listsOf(type: unknown, coordinates: unknown): readonly (readonly unknown[])[] | undefined {
	if (!Array.isArray(coordinates)) return undefined;
	// `Array.isArray` says any[]; each item is looked at before it is used.
	const items = coordinates as readonly unknown[];
	switch (type) {
		case 'Point':
			return [[items]];
		case 'MultiPoint':
		case 'LineString':
			return [items];
		case 'MultiLineString':
			return items.filter(Array.isArray);
		case 'Polygon':
			return items.slice(0, 1).filter(Array.isArray);
		case 'MultiPolygon':
			return items
				.flatMap((polygon) => (Array.isArray(polygon) ? polygon.slice(0, 1) : []))
				.filter(Array.isArray);
		default:
			return undefined;
	}
}

/** The position, or why it is none. */
function positionOf(value: unknown): LngLat | string {
	if (!Array.isArray(value)) return 'a position of the location is not a list';
	const [lng, lat] = value as readonly unknown[];
	if (typeof lng !== 'number' || typeof lat !== 'number')
		return 'a position of the location is not two numbers';
	return checkPosition([lng, lat]) ?? [lng, lat];
}

function meanOf(parts: readonly Weighted[]): LngLat | undefined {
	let [east, north, total] = [0, 0, 0];
	for (const [lng, lat, weight] of parts) {
		east += lng * weight;
		north += lat * weight;
		total += weight;
	}
	return total > 0 ? [east / total, north / total] : undefined;
}

function vertexCentre(list: readonly LngLat[]): Weighted {
	const mean = meanOf(list.map(([lng, lat]) => [lng, lat, 1]));
	return mean ? [...mean, list.length] : [0, 0, 0];
}

function lengthCentre(list: readonly LngLat[]): Weighted {
	const segments = list.slice(1).map(([lng, lat], index): Weighted => {
		const [fromLng, fromLat] = list[index]!;
		return [(lng + fromLng) / 2, (lat + fromLat) / 2, Math.hypot(lng - fromLng, lat - fromLat)];
	});
	const mean = meanOf(segments);
	return mean ? [...mean, segments.reduce((sum, [, , weight]) => sum + weight, 0)] : [0, 0, 0];
}

/** Triangles from the first corner: twice their signed areas weigh their centres. */
function areaCentre(ring: readonly LngLat[]): Weighted {
	const [first] = ring;
	if (!first) return [0, 0, 0];
	let [east, north, total] = [0, 0, 0];
	for (let at = 1; at + 1 < ring.length; at++) {
		const [b, c] = [ring[at]!, ring[at + 1]!];
		const weight = (b[0] - first[0]) * (c[1] - first[1]) - (c[0] - first[0]) * (b[1] - first[1]);
		east += ((first[0] + b[0] + c[0]) / 3) * weight;
		north += ((first[1] + b[1] + c[1]) / 3) * weight;
		total += weight;
	}
	const mean: LngLat = [east / total, north / total];
	return total === 0 || checkPosition(mean) !== undefined ? [0, 0, 0] : [...mean, Math.abs(total)];
}
