import type { LngLat } from '#lib/model/geometry.ts';
import { sin } from '#lib/model/portable-math.ts';
import { breathe } from '../breathe.ts';
import { betweenSolarHours, dayOfSun, solarMidnight, sunAbove, sunCourse } from '../sun/sun-course.ts';
import type { SunMoment } from '../sun/sun-course.ts';
import { castLight } from './cast-light.ts';
import { clearSky } from './clear-sky.ts';
import type { HeightRaster } from './height-raster.ts';
import type { SolarSettings } from './settings.ts';
import { SKY, type Ray } from './sky.ts';

/** What reaches each cell of a raster: roofs on their top, the ground at the height of a sill. */
export interface LitWindow {
	/** Sun of a year on a level cell, kWh/m². */
	readonly year: Float32Array;
	/** The same where nothing stands around. */
	readonly openYear: number;
	/** Hours of sun on the chosen day, and on the rule's day within its hours. */
	readonly day: Float32Array;
	readonly openDay: number;
	readonly rule: Float32Array;
}

/** Any year gives the same to a minute. */
const YEAR = 2026;
/** Days whose sun is the mean of their month (Klein 1977), and days of the months. */
const MEAN_DAYS = [17, 16, 16, 15, 15, 11, 17, 16, 15, 15, 14, 10];
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const YEAR_MINUTES = 30;
const DAY_MINUTES = 10;

/** Marches the sun over the raster. The sun is taken to stand for all of it where it stands for its middle. */
export async function litWindow(
	raster: HeightRaster,
	middle: LngLat,
	settings: SolarSettings,
	progress: (done: number) => void,
	signal: AbortSignal
): Promise<LitWindow> {
	const [lng, lat] = middle;
	const sun = yearOfSun(middle, settings);
	const chosen = daylight(sunAbove(dayOfSun(YEAR, settings.day, lng), lng, lat), middle);
	const ruleDay = dayOfSun(YEAR, settings.rule.day, lng);
	const rule = daylight(betweenSolarHours(ruleDay, lng, lat, settings.rule.between), middle);
	const all = [sun.rays, SKY, chosen, rule];
	const total = all.reduce((sum, rays) => sum + rays.length, 0);
	let done = 0;
	const lit: Float32Array[] = [];
	for (const rays of all) {
		const into = new Float32Array(raster.top.length);
		for (const { azimuth, altitude, weight } of rays) {
			castLight(raster, azimuth, altitude, weight, into);
			progress(++done / total);
			await breathe(signal);
		}
		lit.push(into);
	}
	const [beams, sky, day, ruled] = lit as [Float32Array, Float32Array, Float32Array, Float32Array];
	const weights = (rays: readonly Ray[]) => rays.reduce((sum, { weight }) => sum + weight, 0);
	const openYear = settings.clearness * (weights(sun.rays) + sun.diffuse);
	return {
		year: beams.map((beam, at) => settings.clearness * (beam + sky[at]! * sun.diffuse)),
		openYear,
		day,
		openDay: weights(chosen),
		rule: ruled
	};
}

/** kWh/m² of a year of cloudless days on level ground: from the sun by its places, and from all of the sky. */
function yearOfSun(
	[lng, lat]: LngLat,
	{ elevation }: SolarSettings
): { readonly rays: readonly Ray[]; readonly diffuse: number } {
	let diffuse = 0;
	const rays = MEAN_DAYS.flatMap((day, month) => {
		const midnight = solarMidnight(YEAR, month + 1, day, lng);
		const span = sunAbove(midnight, lng, lat);
		const dayOfYear = MONTH_DAYS.slice(0, month).reduce((sum, days) => sum + days, day);
		const summer = month >= 3 && month < 9 === lat >= 0;
		return (span ? sunCourse(span, lng, lat, YEAR_MINUTES) : []).map(({ azimuth, altitude, hours }) => {
			const sky = clearSky(altitude, dayOfYear, elevation / 1000, summer);
			const kilohours = (hours * MONTH_DAYS[month]!) / 1000;
			diffuse += sky.diffuse * kilohours;
			return { azimuth, altitude, weight: sky.beam * sin((altitude * Math.PI) / 180) * kilohours };
		});
	});
	return { rays: rays.filter(({ weight }) => weight > 0), diffuse };
}

function daylight(span: ReturnType<typeof sunAbove>, [lng, lat]: LngLat): Ray[] {
	const moments: readonly SunMoment[] = span ? sunCourse(span, lng, lat, DAY_MINUTES) : [];
	return moments.flatMap(({ azimuth, altitude, hours }) =>
		altitude > 0 ? [{ azimuth, altitude, weight: hours }] : []
	);
}
