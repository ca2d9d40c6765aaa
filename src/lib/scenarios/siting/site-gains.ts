import type { Seconds } from '#lib/model/units.ts';
import type { Gain } from './site-program.ts';

export interface CellTimes {
	readonly people: ArrayLike<number>;
	/** By cell: to the nearest that is there now; Infinity: none within the horizon. */
	readonly now: ArrayLike<Seconds>;
	/** By candidate: cells that reach it within the horizon, and what they take. */
	readonly reached: readonly { readonly points: readonly number[]; readonly seconds: readonly Seconds[] }[];
}

/** By cell: people who come within the limit by a candidate, where they are not yet. */
export function coverageGains(times: CellTimes, within: Seconds): Gain[][] {
	return gainsBy(times, (people, now, then) => (then <= within && !(now <= within) ? people : 0));
}

/** By cell: minutes that its people save by a candidate. Who reaches nothing within the horizon counts as at it. */
export function timeGains(times: CellTimes, horizon: Seconds): Gain[][] {
	// Tenths of minutes: a finer answer would only make more steps.
	const tenths = (seconds: Seconds) => Math.round(Math.min(seconds, horizon) / 6) / 10;
	return gainsBy(times, (people, now, then) => people * Math.max(0, tenths(now) - tenths(then)));
}

function gainsBy(
	{ people, now, reached }: CellTimes,
	gainOf: (people: number, now: Seconds, then: Seconds) => number
): Gain[][] {
	const gains: Gain[][] = Array.from(people, () => []);
	reached.forEach(({ points, seconds }, candidate) =>
		points.forEach((cell, index) => {
			const gain = gainOf(people[cell]!, now[cell]!, seconds[index]!);
			if (gain > 0) gains[cell]!.push({ candidate, gain });
		})
	);
	return gains;
}
