import type { World } from '../world.ts';
import { cameBy, clamp } from './course.ts';

/** Hours between which pupils come, leave for lunch, come back, and go home. */
const COME = [7.1, 7.9] as const;
const LUNCH_OUT = [11.8, 12.3] as const;
const LUNCH_BACK = [13.1, 13.7] as const;
const GO = [16.4, 17.7] as const;
/** Share of pupils that eat at home. */
const AT_HOME = 0.18;
/** Hours at which gates stand open. */
const OPEN: readonly (readonly [from: number, to: number])[] = [
	[6.9, 8.1],
	[11.7, 13.8],
	[16.3, 17.9]
];

/** How many came in and went out through a gate since midnight; on days off nobody. `pupils` use it. */
export function passedSince({ hour, dayOff }: Pick<World, 'hour' | 'dayOff'>, pupils: number) {
	if (dayOff) return { in: 0, out: 0 };
	const share = (window: readonly [number, number]) => cameBy(hour, ...window);
	const home = Math.round(pupils * AT_HOME);
	return {
		in: Math.round(pupils * share(COME)) + Math.round(home * share(LUNCH_BACK)),
		out: Math.round(home * share(LUNCH_OUT)) + Math.round(pupils * share(GO))
	};
}

export function isGateOpen({ hour, dayOff }: Pick<World, 'hour' | 'dayOff'>): boolean {
	return !dayOff && OPEN.some(([from, to]) => hour >= from && hour < to);
}

/** Pupils of a gate who are there on a day: a few are ill. */
export function attending(pupils: number, chance: number): number {
	return Math.round(pupils * clamp(0.985 - 0.04 * chance, 0, 1));
}
