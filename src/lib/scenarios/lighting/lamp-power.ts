import type { LightingSettings } from './settings.ts';

/** Traffic of an hour as per cent of a weekday's, from 0 o'clock: the shape of a city street; an assumption. */
const TRAFFIC = [
	0.9, 0.6, 0.5, 0.5, 0.8, 2, 4.6, 6.9, 6.4, 5.4, 5.2, 5.5, 5.8, 5.8, 6.1, 6.9, 7.5, 7.7, 6, 4.5, 3.6, 3.1,
	2.3, 1.4
];
const PEAK = Math.max(...TRAFFIC);

/** What the rule of the parameters makes of an hour's level: 1 where it says nothing. */
export function dimming({ dim, below, from, to, level }: LightingSettings): number[] {
	const quiet = {
		never: () => false,
		hours: (hour: number) => (to >= from ? hour >= from && hour < to : hour >= from || hour < to),
		traffic: (hour: number) => TRAFFIC[hour]! < (below / 100) * PEAK
	}[dim];
	return Array.from({ length: 24 }, (_, hour) => (quiet(hour) ? level : 1));
}

/**
 * Power over that of today's lamps at full light. A share of them are sodium lamps, which are on or off; the others, and
 * what replaces sodium, are LED lamps that need less at less light, and a little for their driver.
 */
export function powerAt(level: number, { sodium, replaced, replacement, idle }: LightingSettings): number {
	if (level <= 0) return 0;
	const led = idle + (1 - idle) * Math.min(1, level);
	return sodium * (1 - replaced) + (1 - sodium + sodium * replaced * replacement) * led;
}
