import type { Seconds } from '#lib/model/units.ts';

/** A layer as the devices that speak for it declare it. `metrics`: UCUM units by name. */
export const spokenLayer = (id: string, interval: Seconds, metrics: Readonly<Record<string, string>>) => ({
	id,
	interval,
	metrics: Object.entries(metrics).map(([name, unit]) => ({ name, unit }))
});
