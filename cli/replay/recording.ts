import type { Metric } from '#lib/model/live-layer.ts';
import type { Observation } from '#lib/model/observation.ts';
import type { EpochMs, Seconds } from '#lib/model/units.ts';

/** Observations that were made once, on an axis of milliseconds of their own. */
export interface Recording {
	readonly from: EpochMs;
	readonly to: EpochMs;
	/** The axis is a calendar; else only differences count. */
	readonly dated: boolean;
	readonly moves: boolean;
	/** Between two observations of one entity, on the recording's axis. */
	readonly interval: Seconds;
	readonly metrics: readonly Metric[];
	/** What was left out, with why. */
	readonly rejected: readonly { readonly reason: string; readonly count: number }[];
	/** What was observed after `after` and up to `until`, in order. */
	between(after: EpochMs, until: EpochMs): Promise<readonly Observation[]>;
}

/** A recording out of observations in any order. */
export function recordingOf(
	observations: readonly Observation[],
	metrics: readonly Metric[],
	rejected: Recording['rejected']
): Recording {
	const sorted = [...observations].sort((a, b) => a.at - b.at);
	const first = sorted[0]?.at ?? 0;
	const after = (instant: EpochMs): number => {
		let [low, high] = [0, sorted.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (sorted[middle]!.at > instant) high = middle;
			else low = middle + 1;
		}
		return low;
	};
	return {
		from: first,
		to: sorted.at(-1)?.at ?? first,
		dated: true,
		moves: sorted.some(({ speed, heading }) => speed !== undefined || heading !== undefined),
		interval: usualInterval(sorted),
		metrics,
		rejected,
		between: (from, until) => Promise.resolve(sorted.slice(after(from), after(until)))
	};
}

/** Median time between two observations of the same entity, s; a minute when none comes twice. */
function usualInterval(sorted: readonly Observation[]): Seconds {
	const last = new Map<string, EpochMs>();
	const steps: number[] = [];
	for (const { entity, at } of sorted.slice(0, 100_000)) {
		const before = last.get(entity);
		if (before !== undefined && at > before) steps.push(at - before);
		last.set(entity, at);
	}
	steps.sort((a, b) => a - b);
	return (steps[steps.length >> 1] ?? 60_000) / 1000;
}
