import { cos, exp, sin } from '#lib/model/portable-math.ts';
import type { Degrees } from '#lib/model/units.ts';

/** Watts a square metre. */
interface Irradiance {
	/** Towards the sun. */
	readonly beam: number;
	/** On level ground, from all of an open sky. */
	readonly diffuse: number;
}

const RADIANS = Math.PI / 180;
const SOLAR_CONSTANT = 1367;

/**
 * What a cloudless sky of 23 km visibility lets through (Hottel 1976, mid-latitude summer and winter; Liu and Jordan
 * 1960). `altitude` of the sun; `kilometres` above sea level, up to 2.5. 0 while the sun is down.
 */
export function clearSky(
	altitude: Degrees,
	dayOfYear: number,
	kilometres: number,
	summer: boolean
): Irradiance {
	const sine = sin(altitude * RADIANS);
	if (sine <= 0) return { beam: 0, diffuse: 0 };
	const [r0, r1, rk] = summer ? [0.97, 0.99, 1.02] : [1.03, 1.01, 1];
	const a0 = r0 * (0.4237 - 0.00821 * (6 - kilometres) ** 2);
	const a1 = r1 * (0.5055 + 0.00595 * (6.5 - kilometres) ** 2);
	const k = rk * (0.2711 + 0.01858 * (2.5 - kilometres) ** 2);
	const through = a0 + a1 * exp(-k / sine);
	const outside = SOLAR_CONSTANT * (1 + 0.033 * cos((2 * Math.PI * dayOfYear) / 365));
	return { beam: outside * through, diffuse: outside * sine * Math.max(0, 0.271 - 0.294 * through) };
}
