import type { LampsPart } from '#lib/model/scenario/city-parts.ts';
import { dimming, powerAt } from './lamp-power.ts';
import type { LightingSettings } from './settings.ts';

const HOURS = 24;

/** What lamps need in a year, kWh. */
export interface LampEnergy {
	/** By lamp; and as if nothing were dimmed, scheduled or replaced. */
	readonly energy: Float64Array;
	readonly full: Float64Array;
	/** By month and hour of the clock, of all lamps: 12 times 24. */
	readonly byHour: Float64Array;
	/** Lamps times hours a year in which a schedule keeps them off in the dark. */
	readonly darkLampHours: number;
	/** Mean level by hour of the clock, weighted by watts. */
	readonly level: Float64Array;
}

/** `dark`: hours of a year by month and hour of the clock. */
export function lampEnergy(
	{ watts, level }: Pick<LampsPart, 'watts' | 'level'>,
	dark: Float64Array,
	settings: LightingSettings
): LampEnergy {
	const rule = dimming(settings);
	const year = Array.from({ length: HOURS }, (_, hour) => sumOf(12, (month) => dark[month * HOURS + hour]!));
	const nights = year.reduce((sum, hours) => sum + hours, 0);
	const power = new Float64Array(HOURS);
	const levels = new Float64Array(HOURS);
	const energy = new Float64Array(watts.length);
	const full = new Float64Array(watts.length);
	let darkLampHours = 0;
	for (let lamp = 0; lamp < watts.length; lamp++) {
		const kilowatts = watts[lamp]! / 1000;
		let hours = 0;
		for (let hour = 0; hour < HOURS; hour++) {
			const now = level[lamp * HOURS + hour]! * rule[hour]!;
			const share = powerAt(now, settings);
			power[hour]! += kilowatts * share;
			levels[hour]! += kilowatts * now;
			hours += share * year[hour]!;
			if (now <= 0) darkLampHours += year[hour]!;
		}
		energy[lamp] = kilowatts * hours;
		full[lamp] = kilowatts * nights;
	}
	const installed = watts.reduce((sum, each) => sum + each / 1000, 0);
	return {
		energy,
		full,
		byHour: dark.map((hours, cell) => hours * power[cell % HOURS]!),
		darkLampHours,
		level: levels.map((sum) => (installed > 0 ? sum / installed : 0))
	};
}

function sumOf(count: number, of: (index: number) => number): number {
	let sum = 0;
	for (let i = 0; i < count; i++) sum += of(i);
	return sum;
}
