import { tan } from '#lib/model/portable-math.ts';
import { Body, Equator, Horizon, Observer } from 'astronomy-engine';
import type { SunPosition } from '#lib/model/sun.ts';
import type { Degrees, EpochMs, Metres } from '#lib/model/units.ts';

/**
 * Where the middle of the sun stands for somebody at a place, without refraction: truncated VSOP87 with nutation,
 * aberration and parallax. Within 0.0002° of the NREL solar position algorithm, where `model/sun.ts` is within 0.01°.
 */
export function sunAt(at: EpochMs, lng: Degrees, lat: Degrees, height: Metres = 0): SunPosition {
	const place = new Observer(lat, lng, height);
	const when = new Date(at);
	const { ra, dec } = Equator(Body.Sun, when, place, true, true);
	const { azimuth, altitude } = Horizon(when, place, ra, dec);
	return { azimuth, altitude };
}

/** Sun's radius and the refraction at the horizon: what stands lower is not seen. */
export const HORIZON: Degrees = -0.26667 - 0.5667;

/** How much higher a body is seen than it stands (Sæmundsson's formula, as Reda and Andreas take it); 0 below the horizon. */
export function refraction(altitude: Degrees, millibars = 1013.25, celsius = 15): Degrees {
	if (altitude < HORIZON) return 0;
	const bent = 1.02 / (60 * tan(((altitude + 10.3 / (altitude + 5.11)) * Math.PI) / 180));
	return (millibars / 1010) * (283 / (273 + celsius)) * bent;
}
