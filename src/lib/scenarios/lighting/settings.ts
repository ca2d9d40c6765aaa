import type { ModelInput } from '#lib/model/scenario/model.ts';
import type { Degrees } from '#lib/model/units.ts';

/** The model's parameters with their types. */
export interface LightingSettings {
	/** The sun's altitude under which lamps burn. */
	readonly threshold: Degrees;
	readonly dim: 'never' | 'hours' | 'traffic';
	/** Per cent of the peak hour's traffic under which an hour is quiet. */
	readonly below: number;
	/** Hours of the clock. */
	readonly from: number;
	readonly to: number;
	/** Of quiet hours, 0…1. */
	readonly level: number;
	/** Share of power at zero light. */
	readonly idle: number;
	/** Share of today's watts that is sodium, share of it that is replaced, and power of what replaces it. */
	readonly sodium: number;
	readonly replaced: number;
	readonly replacement: number;
	/** CNY a lamp, CNY/kWh, kg/kWh. */
	readonly lampCost: number;
	readonly price: number;
	readonly emission: number;
}

/** Parameters are complete and within their bounds. */
export function lightingSettings(parameters: ModelInput['parameters']): LightingSettings {
	const number = (name: string) => Number(parameters[name]);
	return {
		threshold: number('threshold'),
		dim: parameters['dim'] as LightingSettings['dim'], // one of its choices
		below: number('below'),
		from: number('from'),
		to: number('to'),
		level: number('level'),
		idle: number('idle'),
		sodium: number('sodium'),
		replaced: number('replaced'),
		replacement: number('replacement'),
		lampCost: number('lamp-cost'),
		price: number('price'),
		emission: number('emission')
	};
}
