import type { SolarSettings } from './settings.ts';

/** A plant of modules on the part of a roof that can carry them. */
export interface RoofPlant {
	/** kW of modules in the sun of a test (1 kW/m²). */
	readonly kilowatts: number;
	/** kWh a year. */
	readonly energy: number;
}

/** What a roof of `area` m² gives that gets `sun` kWh/m² a year; 0 where nobody knows its sun. */
export function roofPlant(
	sun: number | undefined,
	area: number,
	{ usable, efficiency, ratio }: Pick<SolarSettings, 'usable' | 'efficiency' | 'ratio'>
): RoofPlant {
	if (sun === undefined) return { kilowatts: 0, energy: 0 };
	const kilowatts = area * usable * efficiency;
	return { kilowatts, energy: kilowatts * sun * ratio };
}
