import { Body, Observer, SearchAltitude, SearchHourAngle, SearchSunLongitude } from 'astronomy-engine';
import type { Degrees, EpochMs } from '#lib/model/units.ts';
import { HORIZON, refraction, sunAt } from './sun-at.ts';

/** A stretch of a day through which the sun is taken to stand still. */
export interface SunMoment {
	readonly azimuth: Degrees;
	/** As it is seen, with refraction. */
	readonly altitude: Degrees;
	readonly hours: number;
}

export interface Span {
	readonly from: EpochMs;
	readonly to: EpochMs;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Mean solar midnight with which a day begins at a longitude; `month` from 1. Days beyond a month's end are of the next. */
export function solarMidnight(year: number, month: number, day: number, lng: Degrees): EpochMs {
	return Date.UTC(year, month - 1, day) - (lng / 360) * DAY;
}

/** The day of a year on which the sun reaches an ecliptic longitude: 270° winter solstice, 300° Great Cold, 0° spring equinox. */
export function dayOfSun(year: number, longitude: Degrees, lng: Degrees): EpochMs {
	const begin = solarMidnight(year, 1, 1, lng);
	const when = SearchSunLongitude(longitude, new Date(begin), 370)!; // it comes by every 365.25 days
	return begin + Math.floor((when.date.getTime() - begin) / DAY) * DAY;
}

/** From where the sun rises above an altitude to where it sinks below it; all of the day or undefined near the poles. */
export function sunAbove(
	midnight: EpochMs,
	lng: Degrees,
	lat: Degrees,
	altitude: Degrees = HORIZON
): Span | undefined {
	const place = new Observer(lat, lng, 0);
	const search = (direction: 1 | -1, from: EpochMs) =>
		SearchAltitude(Body.Sun, place, direction, new Date(from), 0.5, altitude)?.date.getTime();
	const noon = midnight + DAY / 2;
	const [rise, set] = [search(1, midnight), search(-1, noon)];
	const high = sunAt(noon, lng, lat).altitude > altitude;
	if (rise === undefined && set === undefined && !high) return undefined;
	return { from: rise ?? midnight, to: set ?? midnight + DAY };
}

/** Between two hours of true solar time: the sun stands highest at 12. */
export function betweenSolarHours(
	midnight: EpochMs,
	lng: Degrees,
	lat: Degrees,
	[from, to]: readonly [number, number]
): Span {
	const place = new Observer(lat, lng, 0);
	const noon = SearchHourAngle(Body.Sun, place, 0, new Date(midnight + DAY / 4)).time.date.getTime();
	return { from: noon + (from - 12) * HOUR, to: noon + (to - 12) * HOUR };
}

/** The sun's course in even steps of at most `minutes`, each where the sun stands in its middle. */
export function sunCourse({ from, to }: Span, lng: Degrees, lat: Degrees, minutes: number): SunMoment[] {
	const steps = Math.max(1, Math.ceil((to - from) / (minutes * 60_000) - 1e-9));
	const step = (to - from) / steps;
	return Array.from({ length: steps }, (_, i) => {
		const { azimuth, altitude } = sunAt(from + (i + 0.5) * step, lng, lat);
		return { azimuth, altitude: altitude + refraction(altitude), hours: step / HOUR };
	});
}
