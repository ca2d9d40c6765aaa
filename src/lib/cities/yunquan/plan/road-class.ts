/** Classes of roads, by OpenStreetMap's words, which the importer knows. */
export type RoadClass =
	'motorway' | 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'residential' | 'living_street';

export interface RoadKind {
	/** Metres from the centre line to where private ground begins. */
	readonly half: number;
	/** Both directions together. */
	readonly lanes: number;
	/** km/h. */
	readonly speed: number;
	/** Vehicles an hour and direction that the carriageway carries between junctions. */
	readonly capacity: number;
}

/**
 * Speeds lie in the bands of CJJ 37, China's design code of urban roads: expressways 60–100 km/h,
 * arterials 40–60, secondary 30–50, branches 20–40. Widths, lanes and capacities are the city's own.
 */
export const ROAD_KINDS: Readonly<Record<RoadClass, RoadKind>> = {
	motorway: { half: 30, lanes: 8, speed: 100, capacity: 7200 },
	trunk: { half: 26, lanes: 6, speed: 80, capacity: 5000 },
	primary: { half: 18, lanes: 6, speed: 60, capacity: 2700 },
	secondary: { half: 14, lanes: 4, speed: 50, capacity: 1500 },
	tertiary: { half: 10, lanes: 2, speed: 40, capacity: 800 },
	residential: { half: 7, lanes: 2, speed: 30, capacity: 500 },
	living_street: { half: 3.2, lanes: 1, speed: 20, capacity: 200 }
};

/** Most important first. */
export const ROAD_ORDER: readonly RoadClass[] = [
	'motorway',
	'trunk',
	'primary',
	'secondary',
	'tertiary',
	'residential',
	'living_street'
];
