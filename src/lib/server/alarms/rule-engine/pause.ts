import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** A time in which we could not hear anybody. */
export interface Pause {
	/** The newest that was heard before it. */
	readonly from: EpochMs;
	readonly to: EpochMs;
}

/** Nobody is waited for so long. */
const KEPT_FOR: Milliseconds = 32 * 86_400_000;

/** The pauses and a new one after them, in order; those that touch are one, and those of long ago are left out. */
export function withPause(pauses: readonly Pause[], pause: Pause): readonly Pause[] {
	const apart = pauses.filter(({ to }) => to < pause.from && to > pause.to - KEPT_FOR);
	const touched = pauses.filter(({ to }) => to >= pause.from);
	return [
		...apart,
		{
			from: Math.min(pause.from, ...touched.map(({ from }) => from)),
			to: Math.max(pause.to, ...touched.map(({ to }) => to))
		}
	];
}
