/** How fast a figure grows, with the interval in which 95 of a hundred repetitions would find it. */
export interface Slope {
	readonly perHour: number;
	readonly low: number;
	readonly high: number;
}

export interface Sample {
	/** Seconds since the beginning. */
	readonly at: number;
	readonly value: number;
}

const RESAMPLES = 400;
/** A figure remembers its past for about so many samples: they are drawn together, unless there are few. */
const BLOCK = 5;
const LEAST_BLOCKS = 4;

/**
 * Theil–Sen: the middle of the slopes between all pairs of samples, which single outliers do not move. The interval comes
 * from a moving-block bootstrap, so that samples that follow each other are not taken for independent ones. Needs two
 * samples at different times; else all is NaN.
 */
export function slopePerHour(samples: readonly Sample[]): Slope {
	const random = seeded(20_260_101);
	const found: number[] = [];
	for (let i = 0; i < RESAMPLES; i++) {
		const slope = theilSen(resample(samples, random));
		if (Number.isFinite(slope)) found.push(slope);
	}
	found.sort((a, b) => a - b);
	const rank = (q: number) => found[Math.round(q * (found.length - 1))] ?? Number.NaN;
	return {
		perHour: theilSen(samples) * 3600,
		low: rank(0.025) * 3600,
		high: rank(0.975) * 3600
	};
}

/** Whether the interval leaves it open that nothing grows. */
export const mayBeZero = ({ low }: Slope): boolean => low <= 0;

function theilSen(samples: readonly Sample[]): number {
	const slopes: number[] = [];
	for (let i = 0; i < samples.length; i++)
		for (let j = i + 1; j < samples.length; j++) {
			const seconds = samples[j]!.at - samples[i]!.at;
			if (seconds !== 0) slopes.push((samples[j]!.value - samples[i]!.value) / seconds);
		}
	if (slopes.length === 0) return Number.NaN;
	const sorted = Float64Array.from(slopes).sort();
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function resample(samples: readonly Sample[], random: () => number): Sample[] {
	const length = Math.max(1, Math.min(BLOCK, Math.floor(samples.length / LEAST_BLOCKS)));
	const drawn: Sample[] = [];
	while (drawn.length < samples.length) {
		const from = Math.floor(random() * (samples.length - length + 1));
		drawn.push(...samples.slice(from, from + length));
	}
	return drawn.slice(0, samples.length);
}

/** The same numbers in every run, 0 to 1 (Park and Miller). */
function seeded(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}
