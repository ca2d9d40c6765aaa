import type { LngLat } from '#lib/model/geometry.ts';
import type { CityAreas } from './city-areas.ts';

/** Areas dataset whose polygons are a city's districts. */
export const DISTRICTS = 'districts';

/** Names of the city's districts; none when its pack has no such areas. */
export const districtNames = (areas: CityAreas): readonly string[] => areas.of(DISTRICTS)?.names ?? [];

/** District of a position; undefined outside of all, and in a city without districts. */
export const districtAt = (areas: CityAreas, position: LngLat): string | undefined =>
	areas.of(DISTRICTS)?.at(position);
