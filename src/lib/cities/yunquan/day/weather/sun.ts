import type { EpochMs } from '#lib/model/units.ts';
import { cosineOfTurns, sineOfTurns } from '../../geometry/turn.ts';
import { ANCHOR } from '../../sources/degrees.ts';

const DAY = 86_400_000;
/** Sine and cosine of the city's latitude. */
const [SINE, COSINE] = [sineOfTurns(ANCHOR.lat / 360), cosineOfTurns(ANCHOR.lat / 360)];
/** Sine of the sun's height at civil dusk, −6°. */
const DUSK = -0.1045;
const SUMMER_NOON = 0.976;

/** 0 night to 1 a summer's noon, with twilight between. `ofYear` is the share of the year that is over. */
export function daylightAt(at: EpochMs, ofYear: number): number {
	const declination = (-23.44 / 360) * cosineOfTurns(ofYear + 10 / 365);
	const solar = at / DAY + ANCHOR.lng / 360;
	const sine = SINE * sineOfTurns(declination) - COSINE * cosineOfTurns(declination) * cosineOfTurns(solar);
	return Math.min(1, Math.max(0, (sine - DUSK) / (SUMMER_NOON - DUSK)));
}
