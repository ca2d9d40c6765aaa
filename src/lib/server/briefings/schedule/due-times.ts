import type { BriefingSchedule } from '#lib/model/briefing/schedule.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { DAY_MS, weekdayOf, type CityZone } from '#lib/server/sources/city-zone.ts';

type When = Pick<BriefingSchedule, 'at' | 'days'>;

/** A week has every day that a schedule can want, and a day more for the hours before its time. */
const LOOK_DAYS = 8;

/**
 * The first time after `after` that a schedule is due, by the city's clock. A time that the clock jumps over is due right
 * after the jump; one that it shows twice, the first time.
 */
export const nextDue = (when: When, zone: CityZone, after: EpochMs): EpochMs =>
	dueAround(when, zone, after, 1).find((at) => at > after)!; // a schedule has a day in every week

/** The last time by `by` that it was due. */
export const lastDue = (when: When, zone: CityZone, by: EpochMs): EpochMs =>
	dueAround(when, zone, by, -1).find((at) => at <= by)!; // as above

/** Times of the days after, or before, an instant, the nearest first. */
function dueAround(
	{ at, days }: When,
	zone: CityZone,
	around: EpochMs,
	direction: 1 | -1
): readonly EpochMs[] {
	const [hours, minutes] = at.split(':').map(Number) as [number, number]; // its schema says so
	const today = Math.floor(zone.toLocal(around) / DAY_MS);
	return Array.from({ length: LOOK_DAYS }, (_, i) => today + direction * i)
		.filter((day) => !days || days.includes(weekdayOf(day) + 1))
		.map((day) => zone.toEpoch(day * DAY_MS + (hours * 60 + minutes) * 60_000));
}
