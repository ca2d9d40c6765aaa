import type { Degrees, EpochMs } from './units.ts';

export interface SunPosition {
	/** Clockwise from north. */
	readonly azimuth: Degrees;
	/** Above the horizon, geometric (no refraction). */
	readonly altitude: Degrees;
}

const RAD = Math.PI / 180;

/**
 * Where the sun stands, by the equations of NOAA's solar calculator (after Meeus, Astronomical
 * Algorithms); good to about 0.01° between 1900 and 2100.
 */
export function sunPosition(at: EpochMs, lng: Degrees, lat: Degrees): SunPosition {
	const julianDay = at / 86_400_000 + 2440587.5;
	const century = (julianDay - 2451545) / 36525;
	const meanLongitude = mod360(280.46646 + century * (36000.76983 + century * 0.0003032));
	const anomaly = 357.52911 + century * (35999.05029 - 0.0001537 * century);
	const eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century);
	const centre =
		Math.sin(anomaly * RAD) * (1.914602 - century * (0.004817 + 0.000014 * century)) +
		Math.sin(2 * anomaly * RAD) * (0.019993 - 0.000101 * century) +
		Math.sin(3 * anomaly * RAD) * 0.000289;
	const node = 125.04 - 1934.136 * century;
	const longitude = meanLongitude + centre - 0.00569 - 0.00478 * Math.sin(node * RAD);
	const meanObliquity =
		23 + (26 + (21.448 - century * (46.815 + century * (0.00059 - century * 0.001813))) / 60) / 60;
	const obliquity = meanObliquity + 0.00256 * Math.cos(node * RAD);
	const declination = Math.asin(Math.sin(obliquity * RAD) * Math.sin(longitude * RAD));
	const y = Math.tan((obliquity / 2) * RAD) ** 2;
	const equationOfTime =
		(4 / RAD) *
		(y * Math.sin(2 * meanLongitude * RAD) -
			2 * eccentricity * Math.sin(anomaly * RAD) +
			4 * eccentricity * y * Math.sin(anomaly * RAD) * Math.cos(2 * meanLongitude * RAD) -
			0.5 * y * y * Math.sin(4 * meanLongitude * RAD) -
			1.25 * eccentricity * eccentricity * Math.sin(2 * anomaly * RAD));
	const minutes = (((at / 60_000) % 1440) + 1440) % 1440;
	const hourAngle = (minutes + equationOfTime + 4 * lng) / 4 - 180;
	const sinAltitude =
		Math.sin(lat * RAD) * Math.sin(declination) +
		Math.cos(lat * RAD) * Math.cos(declination) * Math.cos(hourAngle * RAD);
	const azimuth = Math.atan2(
		-Math.sin(hourAngle * RAD),
		Math.tan(declination) * Math.cos(lat * RAD) - Math.sin(lat * RAD) * Math.cos(hourAngle * RAD)
	);
	return { azimuth: mod360(azimuth / RAD), altitude: Math.asin(sinAltitude) / RAD };
}

function mod360(degrees: number): number {
	return ((degrees % 360) + 360) % 360;
}
