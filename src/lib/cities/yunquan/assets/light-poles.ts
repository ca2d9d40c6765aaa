import type { NamedCity } from '../build/buildings.ts';
import { Dice } from '../geometry/dice.ts';
import { ROAD_KINDS, type RoadClass } from '../plan/road-class.ts';
import { placesAlong } from './along.ts';
import type { Point } from '../geometry/point.ts';
import { streetName, thingSource, type Thing, type ThingSource } from './table.ts';

/** Metres between poles, and whether they stand on both sides. */
const SPACING: Readonly<
	Record<RoadClass, { readonly metres: number; readonly both: boolean; readonly watts: number }>
> = {
	motorway: { metres: 40, both: true, watts: 240 },
	trunk: { metres: 38, both: true, watts: 200 },
	primary: { metres: 36, both: true, watts: 150 },
	secondary: { metres: 36, both: true, watts: 120 },
	tertiary: { metres: 38, both: false, watts: 90 },
	residential: { metres: 42, both: false, watts: 60 },
	living_street: { metres: 44, both: false, watts: 30 }
};

/** Light poles along every street, with the parts that each carries; every fifth on busy streets is a smart one. */
export function lightPoles(named: NamedCity): ThingSource {
	return thingSource(
		'light_poles',
		'Streetlight',
		[
			'category',
			'street',
			'watts',
			'height',
			'lamps',
			'has_5g',
			'has_camera',
			'has_air_sensor',
			'has_ad_screen',
			'has_charger'
		],
		() => polesOf(named)
	);
}

/** A light pole as the table has it, and where its street runs. */
export interface Pole extends Thing {
	/** One metre long. */
	readonly along: Point;
	readonly camera: boolean;
}

/** All light poles, in the order of their numbers. */
export function* polesOf(named: NamedCity): Generator<Pole> {
	const { streets, city } = named;
	const dice = new Dice(city.skeleton.plan.seed, 141);
	for (const street of streets) {
		if (street.country && street.class === 'tertiary') continue;
		const { metres, both, watts } = SPACING[street.class];
		const name = streetName(named, street);
		const aside = ROAD_KINDS[street.class].half * 0.62;
		const busy = watts >= 120;
		for (const side of both ? [1, -1] : [1])
			for (const { at, index, along } of placesAlong(street, metres, side * aside, 9)) {
				const smart = busy && index % 5 === 2;
				const fiveG = smart && dice.chance(0.7);
				const camera = smart && dice.chance(0.8);
				yield {
					at,
					along,
					camera,
					values: [
						smart ? '智慧灯杆' : busy ? '双臂路灯' : '单臂路灯',
						name,
						watts,
						busy ? 12 : watts > 40 ? 8 : 5,
						busy ? 2 : 1,
						fiveG,
						camera,
						smart && dice.chance(0.3),
						smart && dice.chance(0.35),
						smart && dice.chance(0.15)
					]
				};
			}
	}
}
