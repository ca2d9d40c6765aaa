import type { EpochMs } from '#lib/model/units.ts';
import { noise } from '../../geometry/noise.ts';
import { cosineOfTurns } from '../../geometry/turn.ts';
import { cityTime } from '../city-clock.ts';
import type { Weather } from '../world.ts';
import { showersAt } from './showers.ts';
import { daylightAt } from './sun.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;

/** Strength of the incidents that make weather, 0 to 1, at an instant. */
export interface MadeWeather {
	rainstorm(at: EpochMs): number;
	inversion(at: EpochMs): number;
}

/** Rain of a storm at its full strength, mm/h, before its gusts. */
const STORM = 76;

/** The weather of a synthetic year: warm wet summers, cold dry winters; every instant by itself. */
export function weatherAt(seed: number, at: EpochMs, made: MadeWeather): Weather {
	const { ofYear } = cityTime(at);
	const rain = rainAt(seed, at, made);
	const daylight = daylightAt(at, ofYear);
	const storm = made.rainstorm(at);
	// The year's coldest days come in the third week of January, the day's warmest hours after noon.
	const season = -cosineOfTurns(ofYear - 0.055);
	const course = cosineOfTurns((at + 8 * HOUR) / DAY - 15 / 24);
	const wind =
		Math.max(0.3, 2.6 + 1.9 * noise(seed + 311, at / (9 * HOUR), 0) + 0.8 * daylight) *
			(1 - 0.8 * made.inversion(at)) +
		5 * storm;
	const dampness = Math.min(1, rain / 3);
	const cooled = 3 * Math.min(1, rain / 12);
	const temperature =
		14.2 +
		13.6 * season +
		(4.6 - 3 * dampness) * course +
		3.4 * noise(seed + 312, at / (2.5 * DAY), 0) -
		cooled;
	const humidity = 0.58 + 0.14 * season - 0.13 * course + 0.1 * noise(seed + 313, at / DAY, 0);
	return {
		temperature,
		humidity: Math.min(1, Math.max(0.15, humidity + (0.97 - humidity) * dampness)),
		wind,
		cloud: cloudAt(seed, at, { season, rain, storm }),
		windFrom: (((165 + 130 * noise(seed + 314, at / (14 * HOUR), 0)) % 360) + 360) % 360,
		rain,
		rained: rainedAt(seed, at, made),
		inversion: Math.max(made.inversion(at), naturalLid(seed, at, season, daylight, wind)),
		daylight
	};
}

/** Summers are cloudier than winters; nothing rains from an open sky. */
function cloudAt(
	seed: number,
	at: EpochMs,
	{ season, rain, storm }: { readonly season: number; readonly rain: number; readonly storm: number }
): number {
	const fair = 0.42 + 0.12 * season + 0.5 * noise(seed + 317, at / (7 * HOUR), 0);
	return Math.min(1, Math.max(0, fair, 0.85 * Math.min(1, 4 * rain), storm));
}

/** Rain at an instant, mm/h. */
export function rainAt(seed: number, at: EpochMs, made: MadeWeather): number {
	const gusts = 1 + 0.15 * noise(seed + 315, at / (3 * MINUTE), 0);
	return showersAt(seed, at) + STORM * made.rainstorm(at) * gusts;
}

/** Rain of the last hour, mm, minute by minute. */
function rainedAt(seed: number, at: EpochMs, made: MadeWeather): number {
	let sum = 0;
	for (let minute = 0; minute < 60; minute++) sum += rainAt(seed, at - (minute + 0.5) * MINUTE, made);
	return sum / 60;
}

/** Calm winter nights keep a thin lid on the city. */
function naturalLid(seed: number, at: EpochMs, season: number, daylight: number, wind: number): number {
	const calm = Math.max(0, 1 - wind / 4);
	const cold = Math.max(0, 0.35 - 0.35 * season);
	return calm * cold * (1 - daylight) * (0.7 + 0.3 * noise(seed + 316, at / (6 * HOUR), 0));
}
