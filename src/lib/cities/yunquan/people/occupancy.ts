import { areaOf } from '../geometry/convex.ts';
import { Dice } from '../geometry/dice.ts';
import type { Draft, Outline, Use } from '../fabric/draft.ts';

/** Square metres of floor, gross, for one resident. */
const PER_RESIDENT: Readonly<Partial<Record<Use, number>>> = { apartments: 40, house: 36, dormitory: 15 };

/** Square metres of floor, gross, for one job. The city's own round numbers. */
const PER_JOB: Readonly<Partial<Record<Use, number>>> = {
	retail: 95,
	office: 38,
	hotel: 160,
	industrial: 105,
	warehouse: 190,
	kindergarten: 70,
	school: 95,
	university: 80,
	hospital: 45,
	clinic: 50,
	police: 40,
	fire_station: 55,
	government: 32,
	community_centre: 80,
	museum: 150,
	temple: 260,
	stadium: 260,
	train_station: 120,
	substation: 300,
	silo: 700,
	storage_tank: 900,
	crane: 130,
	apartments: 4000,
	house: 900
};

export interface Occupancy {
	readonly residents: number;
	readonly jobs: number;
}

/** Who lives and works in a building, from its floor area; a few flats stand empty. `keys` name the building. */
export function occupancyOf(draft: Draft, ...keys: readonly number[]): Occupancy {
	const dice = new Dice(...keys);
	const floor = footprintOf(draft.outline) * draft.floors;
	const residents = PER_RESIDENT[draft.use];
	const jobs = PER_JOB[draft.use];
	return {
		residents: residents === undefined ? 0 : Math.round((floor / residents) * dice.between(0.8, 1)),
		jobs: jobs === undefined ? 0 : Math.round((floor / jobs) * dice.between(0.75, 1.1))
	};
}

/** Square metres of an outline without its courtyards. */
export function footprintOf([outer, ...courts]: Outline): number {
	return courts.reduce((rest, court) => rest - Math.abs(areaOf(court)), Math.abs(areaOf(outer!)));
}
