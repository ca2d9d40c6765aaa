import type { FacilitiesPart } from '#lib/model/scenario/city-parts.ts';
import type { ResultLayer } from '#lib/model/scenario/result.ts';

/** Some facilities as rows of a result's layer: where they are, and what they are called. */
export function facilityRows(
	{ key, name, nameEn, lng, lat }: Pick<FacilitiesPart, 'key' | 'name' | 'nameEn' | 'lng' | 'lat'>,
	rows: readonly number[]
): Pick<ResultLayer, 'geometry' | 'keys' | 'names' | 'namesEn'> {
	return {
		geometry: { of: 'places', lng: rows.map((row) => lng[row]!), lat: rows.map((row) => lat[row]!) },
		keys: rows.map((row) => key[row]!),
		names: rows.map((row) => name[row]!),
		...(nameEn && { namesEn: rows.map((row) => nameEn[row] || null) })
	};
}
