import { LEAST_MINUTES, LEAST_RUNNING_MINUTES, minutesOf } from '../type/wall-type.ts';
import { emsOf } from '../type/text-ems.ts';

/** A text as it stands on a wall. */
export interface ReadText {
	readonly text: string;
	/** CSS pixels. */
	readonly fontSize: number;
	/** CSS weight, 100 to 900. */
	readonly weight: number;
	/** Metres from its reader. */
	readonly distance: number;
}

/** Longer than a name or a number: a sentence, which takes longer to read. */
const RUNNING_EMS = 16;
const LEAST_RUNNING_WEIGHT = 500;
/** Sizes are rounded by the browser. */
const TOLERANCE = 0.15;

/** Why a text is too small or too thin for its reader; undefined when it is neither. Pitch in mm. */
export function tooSmall({ text, fontSize, weight, distance }: ReadText, pitch: number): string | undefined {
	const minutes = minutesOf(fontSize, { pitch, distance });
	const isRunning = emsOf(text) > RUNNING_EMS && /\p{Script=Han}/u.test(text);
	const least = isRunning ? LEAST_RUNNING_MINUTES : LEAST_MINUTES;
	if (minutes < least - TOLERANCE) return `${minutes.toFixed(1)}′ < ${least}′`;
	return isRunning && weight < LEAST_RUNNING_WEIGHT
		? `weight ${weight} < ${LEAST_RUNNING_WEIGHT}`
		: undefined;
}
