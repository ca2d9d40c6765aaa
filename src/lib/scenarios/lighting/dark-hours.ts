import type { Degrees, EpochMs } from '#lib/model/units.ts';
import { solarMidnight, sunAbove } from '../sun/sun-course.ts';

/** Any year gives the same to a minute; one without a leap day. */
const YEAR = 2026;
const DAYS = 365;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Hours of a year in which the sun stands below an altitude, by month and hour of a clock: 12 times 24. */
export function darkHours(lng: Degrees, lat: Degrees, below: Degrees, timezone: string): Float64Array {
	const dark = new Float64Array(12 * 24);
	const offset = offsets(timezone);
	for (let day = 1; day <= DAYS; day++) {
		const midnight = solarMidnight(YEAR, 1, day, lng);
		const light = sunAbove(midnight, lng, lat, below);
		const noon = light ? (light.from + light.to) / 2 : midnight + DAY / 2;
		const clock = offset(noon);
		add(dark, midnight + clock, (light?.from ?? noon) + clock);
		add(dark, (light?.to ?? noon) + clock, midnight + DAY + clock);
	}
	return dark;
}

/** Adds a stretch of time, on the clock, to the hours that it lies in. */
function add(dark: Float64Array, from: EpochMs, to: EpochMs): void {
	for (let at = from; at < to;) {
		const next = Math.min(to, (Math.floor(at / HOUR) + 1) * HOUR);
		const time = new Date(at);
		const cell = time.getUTCMonth() * 24 + time.getUTCHours();
		dark[cell]! += (next - at) / HOUR;
		at = next;
	}
}

/** How far a clock is ahead of UTC at an instant, ms. */
function offsets(timeZone: string): (at: EpochMs) => number {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		...({ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const)
	});
	return (at) => {
		const parts = Object.fromEntries(
			format.formatToParts(at).map(({ type, value }) => [type, Number(value)])
		);
		const minute = Math.floor(at / 60_000) * 60_000;
		return (
			Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute']) - minute
		);
	};
}
