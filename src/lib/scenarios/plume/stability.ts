import { asin, cos, sin } from '#lib/model/portable-math.ts';
import type { Degrees, MetresPerSecond } from '#lib/model/units.ts';

/** How air mixes: A violently, by sun on the ground, … F hardly, in clear still nights (Pasquill). */
export const STABILITY_CLASSES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type StabilityClass = (typeof STABILITY_CLASSES)[number];

const RADIANS = Math.PI / 180;
/** Upper bounds of the wind's classes, m/s at 10 m. */
const WINDS = [2, 3, 5, 6] as const;
/** By wind: strong, moderate, slight sun; cloudy, clear night. Of two classes the more stable one: less is mixed. */
const TABLE: readonly (readonly StabilityClass[])[] = [
	['A', 'B', 'B', 'F', 'F'],
	['B', 'B', 'C', 'E', 'F'],
	['B', 'C', 'C', 'D', 'E'],
	['C', 'D', 'D', 'D', 'D'],
	['C', 'D', 'D', 'D', 'D']
];
/** Least altitude of the sun for strong, moderate and slight sun; below, it is night. */
const ALTITUDES = [60, 35, 15] as const;

/** Stability by wind, altitude of the sun and share of the sky that is clouded, 0 … 1 (Turner 1970, table 3-1 and its notes). */
export function stabilityOf(wind: MetresPerSecond, sun: Degrees, cloud: number): StabilityClass {
	if (cloud >= 15 / 16) return 'D';
	const speed = WINDS.findIndex((bound) => wind < bound);
	const row = TABLE[speed < 0 ? WINDS.length : speed]!;
	const strength = ALTITUDES.findIndex((least) => sun >= least);
	if (strength < 0) return row[cloud >= 0.5 ? 3 : 4]!;
	// Broken clouds take one step from the sun's strength.
	return row[cloud >= 5 / 8 ? Math.min(2, strength + 1) : strength]!;
}

/** Days of the year whose sun stands for their months (Klein 1977). */
const DAYS = [17, 47, 75, 105, 135, 162, 198, 228, 258, 288, 318, 344] as const;

/** Altitude of the sun at an hour of its own time in the middle of a month, 1 … 12 (declination: Cooper 1969); within a degree. */
export function sunAltitude(latitude: Degrees, month: number, hour: number): Degrees {
	const day = DAYS[Math.min(11, Math.max(0, Math.round(month) - 1))]!;
	const declination = 23.45 * sin(((360 * (284 + day)) / 365) * RADIANS) * RADIANS;
	const turn = 15 * (hour - 12) * RADIANS;
	const sine =
		sin(latitude * RADIANS) * sin(declination) + cos(latitude * RADIANS) * cos(declination) * cos(turn);
	return asin(sine) / RADIANS;
}
