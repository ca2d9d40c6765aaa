import { squares } from '../../assets/squares.ts';
import type { NamedCity } from '../../build/buildings.ts';
import type { Survey } from '../../build/survey.ts';
import type { Point } from '../../geometry/point.ts';
import type { Feed, World } from '../world.ts';
import { byHour, clamp, decimals, MINUTE, wander } from './course.ts';
import { devicesOf, type Device } from './device.ts';
import { jsonFeed } from './json-feed.ts';
import { atNearest, feltAt } from './near.ts';

/** Share of a place that is taken by each full hour, 0 to 24, on working days and on days off: the city's own. */
interface Habit {
	readonly working: readonly number[];
	readonly free: readonly number[];
}
const STATION: Habit = {
	working: [
		0.03, 0.02, 0.02, 0.02, 0.03, 0.08, 0.2, 0.46, 0.55, 0.36, 0.26, 0.24, 0.26, 0.25, 0.25, 0.28, 0.36, 0.5,
		0.56, 0.38, 0.26, 0.2, 0.13, 0.06, 0.03
	],
	free: [
		0.04, 0.02, 0.02, 0.02, 0.03, 0.06, 0.1, 0.15, 0.22, 0.3, 0.36, 0.38, 0.36, 0.36, 0.38, 0.4, 0.42, 0.42,
		0.4, 0.35, 0.29, 0.23, 0.15, 0.08, 0.04
	]
};
const LEISURE: Habit = {
	working: [
		0, 0, 0, 0, 0, 0, 0.02, 0.03, 0.05, 0.09, 0.14, 0.2, 0.28, 0.24, 0.2, 0.2, 0.22, 0.3, 0.42, 0.5, 0.46,
		0.28, 0.08, 0.01, 0
	],
	free: [
		0, 0, 0, 0, 0, 0, 0.02, 0.05, 0.1, 0.2, 0.34, 0.44, 0.48, 0.5, 0.56, 0.6, 0.58, 0.54, 0.52, 0.55, 0.48,
		0.3, 0.1, 0.02, 0
	]
};
const HABITS: Readonly<Record<string, Habit>> = { 火车站: STATION, 地铁站: STATION };

/** Metres within which an event draws people, a closed metro line keeps them, and gas drives them away. */
const [DRAWN, KEPT_BACK, DRIVEN] = [700, 2600, 500];
/** People on a square metre at the height of an event: closer than is safe. */
const PACKED = 4.7;

export interface Square extends Device {
	readonly category: string;
	/** Where an event is held: on the square nearest to where it is said to be. */
	readonly event: (place: Point) => Point;
	readonly capacity: number;
	/** Square metres. */
	readonly area: number;
}

/** People where many come together, counted by what looks at them. */
export function crowdFeed(named: NamedCity, survey: Survey): Feed {
	return jsonFeed({
		layer: 'crowds',
		every: 30,
		metrics: { people: '{person}', density: '{person}/m2', capacity: '{person}' },
		devices: squaresOf(named, survey),
		row: (square, world) => {
			const people = peopleAt(square, world);
			return {
				values: {
					people,
					density: decimals(people / square.area, 3),
					capacity: square.capacity
				}
			};
		}
	});
}

export function squaresOf(named: NamedCity, survey: Survey): Square[] {
	const found = devicesOf(squares(named, survey).assets(), ({ values }) => ({
		category: String(values['category']),
		capacity: Number(values['capacity']),
		area: Number(values['area_m2'])
	}));
	const event = atNearest(found);
	return found.map((square) => ({ ...square, event }));
}

export function peopleAt({ category, capacity, area, number, at, event }: Square, world: World): number {
	const { hour, dayOff, weather, seed } = world;
	const habit = HABITS[category] ?? LEISURE;
	const outdoors = category === '广场' || category === '名胜';
	const usual =
		byHour(dayOff ? habit.free : habit.working, hour) *
		(outdoors ? 1 - 0.75 * clamp(weather.rain / 8, 0, 1) : 1) *
		(1 + 0.18 * wander(seed, 471, number, world.at, 25 * MINUTE)) *
		(1 + 0.04 * wander(seed, 472, number, world.at, MINUTE));
	const felt = feltAt(world, 'crowd', at, DRAWN, event);
	const drawn = usual + Math.min(1, 2 * felt) * Math.max(0, (PACKED * area) / capacity - usual);
	const waiting =
		habit === STATION ? 0.9 * Math.min(1, 1.6 * feltAt(world, 'metro-outage', at, KEPT_BACK)) : 0;
	const fled = 1 - 0.85 * Math.min(1, 2 * feltAt(world, 'gas-leak', at, DRIVEN));
	return Math.max(0, Math.round(capacity * (drawn + waiting * (0.8 + usual)) * fled));
}
