import type { NamedCity } from '../build/buildings.ts';
import type { Survey } from '../build/survey.ts';
import type { Place } from '../fabric/draft.ts';
import { Dice } from '../geometry/dice.ts';
import { ROAD_KINDS } from '../plan/road-class.ts';
import { footprintOf } from '../people/occupancy.ts';
import { placesAlong } from './along.ts';
import { streetName, thingSource, type Thing, type ThingSource } from './table.ts';

/** The four kinds of waste, and how often each has a bin. */
const WASTE = ['可回收物', '其他垃圾', '厨余垃圾', '其他垃圾', '可回收物', '有害垃圾'];

/** Waste bins along streets with pavements. */
export function wasteBins(named: NamedCity): ThingSource {
	return thingSource(
		'waste_bins',
		'WasteContainer',
		['category', 'street', 'litres'],
		function* (): Generator<Thing> {
			let turn = 0;
			for (const street of named.streets) {
				if (street.country || street.class === 'motorway' || street.class === 'trunk') continue;
				const name = streetName(named, street);
				for (const { at } of placesAlong(street, 110, -ROAD_KINDS[street.class].half * 0.72, 20))
					yield { at, values: [WASTE[turn++ % WASTE.length], name, 240] };
			}
		}
	);
}

const PUBLIC: ReadonlySet<Place> = new Set(['mall', 'hospital', 'station', 'tower', 'landmark', 'stadium']);

/** Car parks: under compounds and public buildings, and marked spaces along secondary streets. */
export function carParks(named: NamedCity, survey: Survey): ThingSource {
	return thingSource('car_parks', 'OffStreetParking', ['category', 'name', 'spaces', 'chargers'], () =>
		parks(named, survey)
	);
}

function* parks(named: NamedCity, { places, compounds }: Survey): Generator<Thing> {
	const dice = new Dice(named.city.skeleton.plan.seed, 142);
	for (const { place, name, at, draft } of places) {
		if (!PUBLIC.has(place)) continue;
		const spaces = 20 * Math.round(6 + footprintOf(draft.outline) * Math.min(3, draft.floors) * 0.0012);
		yield { at, values: ['公共停车场', `${name.zh}停车场`, spaces, Math.round(spaces * 0.15)] };
	}
	for (const { name, at, residents } of compounds) {
		if (residents < 60) continue;
		const spaces = Math.round(residents * dice.between(0.16, 0.42));
		const chargers = Math.round(spaces * dice.between(0.02, 0.12));
		yield { at, values: ['小区停车场', `${name.zh}停车场`, spaces, chargers] };
	}
	for (const street of named.streets) {
		if (street.class !== 'secondary' || street.country || street.bridge) continue;
		const name = streetName(named, street);
		for (const { at } of placesAlong(street, 260, ROAD_KINDS.secondary.half * 0.55, 60))
			yield { at, values: ['路内泊位', `${name ?? ''}路内泊位`, 24, 0] };
	}
}
