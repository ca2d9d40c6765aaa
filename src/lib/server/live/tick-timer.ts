import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** Calls `tick` at once and on every full step of the clock, aiming anew each time so that it never drifts; ends with the returned function. */
export function tickEvery(step: Milliseconds, now: () => EpochMs, tick: () => void): () => void {
	let timer: NodeJS.Timeout | undefined;
	const schedule = () => {
		timer = setTimeout(
			() => {
				schedule();
				tick();
			},
			step - (now() % step)
		);
	};
	schedule();
	tick();
	return () => clearTimeout(timer);
}
