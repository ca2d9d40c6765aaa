import type { Seconds } from '#lib/model/units.ts';
import type { Tone } from './next-sound.ts';

/** One pulse of a tone. */
export interface Pulse {
	/** From the beginning of the tone. */
	readonly at: Seconds;
	readonly lasts: Seconds;
	/** Hz. */
	readonly pitch: number;
	/** 0 to 1. */
	readonly loudness: number;
}

/** Pulses of one pitch after the other. */
const pulses = (pitches: readonly number[], every: Seconds, lasts: Seconds, loudness: number): Pulse[] =>
	pitches.map((pitch, index) => ({ at: index * every, lasts, pitch, loudness }));

/**
 * Told apart without looking, by number, pace and pitch: six quick pulses that rise and fall, three even ones, one low
 * soft one. None lasts longer than the pause between two tones.
 */
export const TONES: Readonly<Record<Tone, readonly Pulse[]>> = {
	urgent: pulses([988, 1319, 988, 1319, 988, 1319], 0.16, 0.12, 0.5),
	high: pulses([784, 784, 784], 0.3, 0.2, 0.4),
	notice: pulses([523], 0.5, 0.35, 0.25)
};
