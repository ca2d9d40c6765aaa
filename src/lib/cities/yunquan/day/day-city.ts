import { cityOf } from '../build/city.ts';
import { namedCityOf, type NamedCity } from '../build/buildings.ts';
import type { YunquanOptions } from '../plan/options.ts';
import { dayOf, type Day } from './day.ts';

/** A built Yunquan with its days: what feeds are made from. */
export interface DayCity {
	readonly options: YunquanOptions;
	readonly named: NamedCity;
	readonly day: Day;
}

/** Builds streets, names and wards of a city, without its houses: a second or two for 60,000 of them. */
export function dayCityOf(options: YunquanOptions): DayCity {
	return { options, named: namedCityOf(cityOf(options)), day: dayOf(options) };
}
