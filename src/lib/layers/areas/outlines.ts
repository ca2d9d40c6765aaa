/** One ring of one area, lng and lat in turn. */
export interface Outline {
	readonly area: number;
	readonly lngLat: Float64Array;
}

interface Feature {
	readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
}

/** All rings of a GeoJSON collection of polygons; anything else in it has no outline. */
export function outlinesOf(collection: { readonly features: readonly Feature[] }): Outline[] {
	return collection.features.flatMap(({ geometry }, area) =>
		ringsOf(geometry).map((ring): Outline => ({
			area,
			lngLat: Float64Array.from(ring.flatMap(([lng, lat]) => [lng as number, lat as number]))
		}))
	);
}

type Ring = readonly (readonly number[])[];

function ringsOf(geometry: Feature['geometry']): readonly Ring[] {
	if (geometry?.type === 'Polygon') return geometry.coordinates as Ring[]; // RFC 7946
	if (geometry?.type === 'MultiPolygon') return (geometry.coordinates as Ring[][]).flat();
	return [];
}
