/** What a road of a class is taken for where nobody says more. */
export interface RoadClass {
	/** km/h without traffic. */
	readonly speed: number;
	/** Of one direction. */
	readonly lanes: number;
	/** Vehicles an hour and lane between junctions. */
	readonly laneCapacity: number;
	/** Buildings stand along it: trips may begin and end there. */
	readonly access: boolean;
}

/**
 * Classes that cars drive on, by OpenStreetMap's words. Speeds lie in the bands of CJJ 37-2012 (code for design of urban
 * road engineering) 3.2.1; capacities of a lane are its design capacities by speed, 4.2.2 for expressways and 4.3.1 for
 * the others. Service roads, tracks and ways for walking and riding carry no through traffic and are not among them.
 */
export const ROAD_CLASSES: Readonly<Record<string, RoadClass>> = {
	motorway: { speed: 100, lanes: 3, laneCapacity: 2000, access: false },
	motorway_link: { speed: 50, lanes: 1, laneCapacity: 1350, access: false },
	trunk: { speed: 80, lanes: 2, laneCapacity: 1750, access: false },
	trunk_link: { speed: 50, lanes: 1, laneCapacity: 1350, access: false },
	primary: { speed: 50, lanes: 2, laneCapacity: 1350, access: true },
	primary_link: { speed: 40, lanes: 1, laneCapacity: 1300, access: false },
	secondary: { speed: 40, lanes: 2, laneCapacity: 1300, access: true },
	secondary_link: { speed: 40, lanes: 1, laneCapacity: 1300, access: false },
	tertiary: { speed: 40, lanes: 1, laneCapacity: 1300, access: true },
	tertiary_link: { speed: 30, lanes: 1, laneCapacity: 1300, access: false },
	unclassified: { speed: 30, lanes: 1, laneCapacity: 1300, access: true },
	residential: { speed: 30, lanes: 1, laneCapacity: 1300, access: true },
	living_street: { speed: 20, lanes: 1, laneCapacity: 1100, access: true }
};

/** Part of the time that a signal is green where nobody says: a little under half, for the time between the phases. */
export const USUAL_GREEN = 0.45;

/** Seconds of a signal's round. */
export const SIGNAL_CYCLE = 90;
