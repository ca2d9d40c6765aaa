import type { ModelInput } from '#lib/model/scenario/model.ts';
import type { Degrees, Metres } from '#lib/model/units.ts';
import { DAYS, RULES } from './parameters.ts';

/** The model's parameters with their types. */
export interface SolarSettings {
	readonly where: 'edits' | 'densest' | 'place';
	readonly place: readonly [lng: Degrees, lat: Degrees];
	readonly radius: Metres;
	readonly cell: Metres;
	/** The sun's ecliptic longitude on the day of the hours. */
	readonly day: Degrees;
	readonly rule: {
		readonly day: Degrees;
		readonly between: readonly [number, number];
		readonly hours: number;
	};
	readonly elevation: Metres;
	readonly clearness: number;
	readonly usable: number;
	readonly efficiency: number;
	readonly ratio: number;
	/** CNY/kWh, kg/kWh, CNY/W. */
	readonly price: number;
	readonly emission: number;
	readonly cost: number;
}

/** Parameters are complete and within their bounds: the names of choices are those of `parameters.ts`. */
export function solarSettings(parameters: ModelInput['parameters']): SolarSettings {
	const number = (name: string) => Number(parameters[name]);
	const rule = RULES[parameters['rule'] as keyof typeof RULES];
	return {
		where: parameters['where'] as SolarSettings['where'],
		place: [number('lng'), number('lat')],
		radius: number('radius'),
		cell: number('cell'),
		day: DAYS[parameters['day'] as keyof typeof DAYS],
		rule: { ...rule, day: DAYS[rule.day] },
		elevation: number('elevation'),
		clearness: number('clearness'),
		usable: number('usable'),
		efficiency: number('efficiency'),
		ratio: number('ratio'),
		price: number('price'),
		emission: number('emission'),
		cost: number('cost')
	};
}
