import type { TimeZone } from '#lib/queries/time-zone.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { shareOf, type TimeRange } from './time-range.ts';

const MINUTE: Milliseconds = 60_000;
const HOUR: Milliseconds = 3_600_000;
const DAY: Milliseconds = 86_400_000;
const STEPS = [
	MINUTE,
	2 * MINUTE,
	5 * MINUTE,
	10 * MINUTE,
	15 * MINUTE,
	30 * MINUTE,
	HOUR,
	2 * HOUR,
	3 * HOUR,
	6 * HOUR,
	12 * HOUR,
	DAY,
	2 * DAY,
	5 * DAY,
	7 * DAY
];

/** A mark of the axis: its instant, where it stands (0 … 1), and whether a new day begins there. */
export interface TimeTick {
	readonly at: EpochMs;
	readonly share: number;
	readonly midnight: boolean;
}

/** At most about `most` marks at round times on the clocks of the zone. */
export function ticksOf(range: TimeRange, zone: TimeZone, most: number): TimeTick[] {
	const length = range.to - range.from;
	const step = STEPS.find((candidate) => length / candidate <= most) ?? Math.ceil(length / most / DAY) * DAY;
	const ticks: TimeTick[] = [];
	const first = Math.ceil(zone.toWall(range.from) / step) * step;
	for (let wall = first; ; wall += step) {
		const at = zone.fromWall(wall);
		if (at > range.to) return ticks;
		// An hour that the clocks skip has no instant of its own.
		if (at < range.from || zone.toWall(at) !== wall) continue;
		ticks.push({ at, share: shareOf(range, at), midnight: wall % DAY === 0 });
	}
}
