import type { NamedCity } from '../build/buildings.ts';
import { ROAD_KINDS } from '../plan/road-class.ts';
import { elevationAt } from '../plan/terrain.ts';
import { placesAlong } from './along.ts';
import { streetName, thingSource, type Thing, type ThingSource } from './table.ts';

const COVERS = ['雨水', '污水', '供水', '电力', '通信', '燃气'] as const;

/** Manhole covers on the carriageways, by what lies under them. */
export function manholeCovers(named: NamedCity): ThingSource {
	return thingSource(
		'manhole_covers',
		'ManholeCover',
		['category', 'street', 'diameter_mm', 'load_class', 'ground_m'],
		() => covers(named)
	);
}

/** Storm inlets at the kerbs. */
export function stormInlets(named: NamedCity): ThingSource {
	return thingSource('storm_inlets', 'StormInlet', ['category', 'street', 'ground_m'], () => inlets(named));
}

function* covers(named: NamedCity): Generator<Thing> {
	const { streets, city } = named;
	const { plan } = city.skeleton;
	let turn = 0;
	for (const street of streets) {
		if (street.country || street.bridge) continue;
		const name = streetName(named, street);
		const half = ROAD_KINDS[street.class].half;
		for (const { at } of placesAlong(street, 48, half * 0.18, 6)) {
			const cover = COVERS[turn++ % COVERS.length]!;
			yield {
				at,
				values: [
					cover,
					name,
					cover === '通信' ? 800 : 700,
					half > 9 ? 'D400' : 'C250',
					tenth(elevationAt(plan, at.x, at.y))
				]
			};
		}
	}
}

function* inlets(named: NamedCity): Generator<Thing> {
	const { streets, city } = named;
	const { plan } = city.skeleton;
	for (const street of streets) {
		if (street.country || street.bridge || street.class === 'living_street') continue;
		const name = streetName(named, street);
		const kerb = ROAD_KINDS[street.class].half * 0.5;
		for (const side of [1, -1])
			for (const { at } of placesAlong(street, 60, side * kerb, 14))
				yield {
					at,
					values: [side === 1 ? '左侧' : '右侧', name, tenth(elevationAt(plan, at.x, at.y))]
				};
	}
}

function tenth(value: number): number {
	return Math.round(value * 10) / 10;
}
