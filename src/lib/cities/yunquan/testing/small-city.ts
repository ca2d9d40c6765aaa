import { buildingsIn, namedCityOf, type Building, type NamedCity } from '../build/buildings.ts';
import { cityOf } from '../build/city.ts';
import { surveyOf, type Survey } from '../build/survey.ts';

export interface SmallCity {
	readonly named: NamedCity;
	readonly survey: Survey;
	readonly buildings: readonly Building[];
}

/** A Yunquan small enough for tests that has every quarter. */
export const SMALL = { seed: 2026, buildings: 3000 } as const;

const made = new Map<number, SmallCity>();

/** The small city of a seed, made once. */
export function smallCity(seed: number = SMALL.seed): SmallCity {
	let city = made.get(seed);
	if (!city) {
		const named = namedCityOf(cityOf({ seed, buildings: SMALL.buildings }));
		const buildings = [...named.city.built.keys()].flatMap((cell) => buildingsIn(named, cell).buildings);
		made.set(seed, (city = { named, survey: surveyOf(named), buildings }));
	}
	return city;
}
