import Flatbush from 'flatbush';
import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';

const ring = z.array(z.tuple([z.number(), z.number()]).rest(z.number()));
const collection = z.object({
	features: z.array(
		z.object({
			properties: z.record(z.string(), z.unknown()).nullish(),
			geometry: z
				.discriminatedUnion('type', [
					z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
					z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) })
				])
				.nullish()
		})
	)
});
type Ring = z.infer<typeof ring>;

interface Polygon {
	readonly name: string;
	readonly rings: readonly Ring[];
}

/** Properties that name an area when the pack does not say which does. */
const NAMES = ['name', 'code', 'id'];

/** Named polygons that can be asked what lies at a position. */
export class AreaIndex {
	/** In the order of the file, each once. */
	readonly names: readonly string[];
	readonly #polygons: readonly Polygon[];
	readonly #boxes: Flatbush | undefined;

	private constructor(polygons: readonly Polygon[]) {
		this.#polygons = polygons;
		this.names = [...new Set(polygons.map(({ name }) => name))];
		this.#boxes = boxesOf(polygons);
	}

	/** Throws PACK_BROKEN for what is no collection of polygons. */
	static of(geojson: unknown, nameProperty?: string): AreaIndex {
		const parsed = collection.safeParse(geojson);
		if (!parsed.success) {
			const [first] = parsed.error.issues;
			throw new AppError('PACK_BROKEN', {
				message: `An areas file is not GeoJSON of polygons: ${first?.path.join('.')}: ${first?.message}.`
			});
		}
		const naming = nameProperty === undefined ? NAMES : [nameProperty];
		return new AreaIndex(
			parsed.data.features.flatMap(({ properties, geometry }) => {
				const name = naming
					.map((key) => properties?.[key])
					.find((text) => text !== undefined && text !== null);
				if (!geometry || (typeof name !== 'string' && typeof name !== 'number')) return [];
				const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
				return parts.map((rings) => ({ name: String(name), rings }));
			})
		);
	}

	/** Name of the area that a position lies in, the first when areas overlap; undefined outside of all. */
	at([lng, lat]: LngLat): string | undefined {
		const hits = this.#boxes?.search(lng, lat, lng, lat).sort((a, b) => a - b) ?? [];
		for (const hit of hits) {
			const { name, rings } = this.#polygons[hit]!;
			if (contains(rings, lng, lat)) return name;
		}
		return undefined;
	}

	/** Middle of an area's largest polygon; undefined for a name that is none. */
	centre(name: string): LngLat | undefined {
		let [largest, centre]: [number, LngLat | undefined] = [-1, undefined];
		for (const { name: own, rings } of this.#polygons) {
			if (own !== name || !rings[0]) continue;
			const { size, at } = centroid(rings[0]);
			if (size > largest) [largest, centre] = [size, at];
		}
		return centre;
	}
}

/** Centre of mass of a ring, and its size in square degrees. */
function centroid(points: Ring): { readonly at: LngLat; readonly size: number } {
	// From the first point: differences keep their digits.
	const [x0, y0] = points[0] ?? [0, 0];
	let [twice, x, y] = [0, 0, 0];
	for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
		const [ax, ay] = [points[j]![0] - x0, points[j]![1] - y0];
		const [bx, by] = [points[i]![0] - x0, points[i]![1] - y0];
		const cross = ax * by - bx * ay;
		twice += cross;
		x += (ax + bx) * cross;
		y += (ay + by) * cross;
	}
	if (twice === 0) return { at: [x0, y0], size: 0 };
	return { at: [x0 + x / (3 * twice), y0 + y / (3 * twice)], size: Math.abs(twice) / 2 };
}

function boxesOf(polygons: readonly Polygon[]): Flatbush | undefined {
	if (polygons.length === 0) return undefined;
	const boxes = new Flatbush(polygons.length);
	for (const { rings } of polygons) {
		let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
		for (const [lng, lat] of rings[0] ?? []) {
			west = Math.min(west, lng);
			east = Math.max(east, lng);
			south = Math.min(south, lat);
			north = Math.max(north, lat);
		}
		boxes.add(west, south, east, north);
	}
	boxes.finish();
	return boxes;
}

/** Even-odd over all rings: holes count themselves out. A point on an edge belongs to the area east or north of it. */
function contains(rings: readonly Ring[], lng: number, lat: number): boolean {
	let inside = false;
	for (const points of rings)
		for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
			const [x0, y0] = points[j]!;
			const [x1, y1] = points[i]!;
			if (y0 > lat !== y1 > lat && lng < ((x1 - x0) * (lat - y0)) / (y1 - y0) + x0) inside = !inside;
		}
	return inside;
}
