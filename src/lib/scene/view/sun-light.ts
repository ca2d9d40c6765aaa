import type { EpochMs } from '#lib/model/units.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { LookParameters } from '../look.ts';
import { sunDirection, sunPosition } from '../sun.ts';

/** Below this altitude the true sun would only graze the city: its shadows are drawn as if it stood here. */
const LOWEST_ALTITUDE = 14;
const GREATEST_STRENGTH = 1.5;

/**
 * Where the light comes from and how strong it is. By day the true sun of the place and time; when it
 * is down, or the look has its own, the look's. The strength keeps an open roof as bright as its colour.
 */
export function lightOf(
	look: LookParameters,
	at: EpochMs,
	[lng, lat]: LngLat
): { sun: [number, number, number]; strength: number } {
	const fixed = { azimuth: look.sun.azimuth, altitude: look.sun.altitude };
	if (!look.followsSun) return { sun: sunDirection(fixed), strength: look.sun.strength };
	const real = sunPosition(at, lng, lat);
	const up = real.altitude > 0;
	const sun = sunDirection(
		up ? { azimuth: real.azimuth, altitude: Math.max(real.altitude, LOWEST_ALTITUDE) } : fixed
	);
	return { sun, strength: Math.min((1.005 - look.sky) / sun[2], GREATEST_STRENGTH) };
}
