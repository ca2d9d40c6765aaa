import Flatbush from 'flatbush';
import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { ringBox, ringCentre, ringContains } from './ring.ts';

const ring = z.array(z.tuple([z.number(), z.number()]).rest(z.number()));
/** An areas file: GeoJSON of polygons, with properties of any kind. */
export const areaCollection = z.object({
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
		const parsed = areaCollection.safeParse(geojson);
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
			const { size, at } = ringCentre(rings[0]);
			if (size > largest) [largest, centre] = [size, at];
		}
		return centre;
	}
}

function boxesOf(polygons: readonly Polygon[]): Flatbush | undefined {
	if (polygons.length === 0) return undefined;
	const boxes = new Flatbush(polygons.length);
	for (const { rings } of polygons) {
		boxes.add(...ringBox(rings[0] ?? []));
	}
	boxes.finish();
	return boxes;
}

/** Even-odd over all rings: holes count themselves out. A point on an edge belongs to the area east or north of it. */
function contains(rings: readonly Ring[], lng: number, lat: number): boolean {
	let inside = false;
	for (const ring of rings) if (ringContains(ring, lng, lat)) inside = !inside;
	return inside;
}
