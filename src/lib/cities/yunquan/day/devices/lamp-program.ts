import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { cityTime } from '../city-clock.ts';
import { daylightAt } from '../weather/sun.ts';
import { HOUR } from './course.ts';

/** Daylight under which the lamps of the city burn: a little after sunset. */
const LAMP_LIGHT = 0.07;
/** Hours between which the streets are dimmed: the city's own programme. */
const [DIM_FROM, DIM_TO] = [23, 5];

/** A stretch of a day, ms after midnight, with its level in per cent. */
interface Stretch {
	readonly from: Milliseconds;
	readonly to: Milliseconds;
	readonly level: number;
}

/** What the lamps of a kind of street are told to do on one day. */
export interface LampProgram {
	readonly midnight: EpochMs;
	readonly stretches: readonly Stretch[];
}

/** The programme of the day of an instant; `dimmed` is the level at night, per cent. */
export function lampProgram(at: EpochMs, dimmed: number): LampProgram {
	const { midnight, ofYear } = cityTime(at);
	const dark = (ms: number) => daylightAt(midnight + ms, ofYear) < LAMP_LIGHT;
	const dawn = changeOf(dark, 0, 12 * HOUR);
	const dusk = changeOf(dark, 12 * HOUR, 24 * HOUR);
	const [early, late] = [Math.min(DIM_TO * HOUR, dawn), Math.max(DIM_FROM * HOUR, dusk)];
	const stretches = [
		{ from: 0, to: early, level: dimmed },
		{ from: early, to: dawn, level: 100 },
		{ from: dusk, to: late, level: 100 },
		{ from: late, to: 24 * HOUR, level: dimmed }
	];
	return { midnight, stretches: stretches.filter(({ from, to }) => to > from) };
}

/** Level at an instant of the programme's day, per cent; 0 while lamps are off. */
export function levelAt({ midnight, stretches }: LampProgram, at: EpochMs): number {
	const ms = at - midnight;
	return stretches.find(({ from, to }) => from <= ms && ms < to)?.level ?? 0;
}

/**
 * How long lamps burnt from midnight to an instant, as ms at full light: the integral of `levelAt` over 100.
 * `full`: as if they had not been dimmed.
 */
export function burntUntil({ midnight, stretches }: LampProgram, at: EpochMs, full = false): Milliseconds {
	const ms = at - midnight;
	return stretches.reduce(
		(sum, { from, to, level }) => sum + Math.max(0, Math.min(ms, to) - from) * (full ? 1 : level / 100),
		0
	);
}

/** Where a condition changes between two times, by halving, to a second. */
function changeOf(holds: (ms: number) => boolean, from: number, to: number): number {
	const first = holds(from);
	let [low, high] = [from, to];
	while (high - low > 1000) {
		const middle = (low + high) / 2;
		if (holds(middle) === first) low = middle;
		else high = middle;
	}
	return Math.round(high / 1000) * 1000;
}
