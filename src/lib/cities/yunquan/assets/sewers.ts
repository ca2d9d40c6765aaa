import type { NamedCity } from '../build/buildings.ts';
import type { Point } from '../geometry/point.ts';
import { ROAD_KINDS } from '../plan/road-class.ts';
import { elevationAt } from '../plan/terrain.ts';
import { placesAlong } from './along.ts';
import { streetName, thingSource, urnOf, type Thing, type ThingSource } from './table.ts';

/** Kinds in their urns. */
const [COVER, INLET] = ['ManholeCover', 'StormInlet'] as const;
const COVERS = ['雨水', '污水', '供水', '电力', '通信', '燃气'] as const;

/** A cover or inlet on a street, before its height is looked up: that takes longer than all else of it. */
export interface OnRoad {
	/** Urn of the thing. */
	readonly id: string;
	readonly at: Point;
	/** What lies under a cover; the side that an inlet lies on. */
	readonly category: string;
	readonly street: string | undefined;
	/** Metres from the middle of the street to private ground. */
	readonly half: number;
}

/** Manhole covers on the carriageways, by what lies under them. */
export function manholeCovers(named: NamedCity): ThingSource {
	const { plan } = named.city.skeleton;
	return thingSource(
		'manhole_covers',
		COVER,
		['category', 'street', 'diameter_mm', 'load_class', 'ground_m'],
		function* (): Generator<Thing> {
			for (const { at, category, street, half } of coversOn(named)) {
				const diameter = category === '通信' ? 800 : 700;
				const load = half > 9 ? 'D400' : 'C250';
				yield { at, values: [category, street, diameter, load, tenth(elevationAt(plan, at.x, at.y))] };
			}
		}
	);
}

/** Storm inlets at the kerbs. */
export function stormInlets(named: NamedCity): ThingSource {
	const { plan } = named.city.skeleton;
	return thingSource(
		'storm_inlets',
		INLET,
		['category', 'street', 'ground_m'],
		function* (): Generator<Thing> {
			for (const { at, category, street } of inletsOn(named))
				yield { at, values: [category, street, tenth(elevationAt(plan, at.x, at.y))] };
		}
	);
}

export function* coversOn(named: NamedCity): Generator<OnRoad> {
	let number = 0;
	for (const street of named.streets) {
		if (street.country || street.bridge) continue;
		const name = streetName(named, street);
		const { half } = ROAD_KINDS[street.class];
		for (const { at } of placesAlong(street, 48, half * 0.18, 6)) {
			const category = COVERS[number % COVERS.length]!;
			yield { id: urnOf(COVER, ++number), at, category, street: name, half };
		}
	}
}

export function* inletsOn(named: NamedCity): Generator<OnRoad> {
	let number = 0;
	for (const street of named.streets) {
		if (street.country || street.bridge || street.class === 'living_street') continue;
		const name = streetName(named, street);
		const { half } = ROAD_KINDS[street.class];
		for (const side of [1, -1])
			for (const { at } of placesAlong(street, 60, side * half * 0.5, 14)) {
				const category = side === 1 ? '左侧' : '右侧';
				yield { id: urnOf(INLET, ++number), at, category, street: name, half };
			}
	}
}

function tenth(value: number): number {
	return Math.round(value * 10) / 10;
}
