import type { EpochMs } from '#lib/model/units.ts';

/** Yunquan keeps China's time, eight hours ahead of UTC in every season. */
const AHEAD = 8 * 3_600_000;
const DAY = 86_400_000;

/** An instant by the city's clock and calendar. */
export interface CityTime {
	/** Whole days since 1970, by the city's midnights. */
	readonly day: number;
	/** When that day began. */
	readonly midnight: EpochMs;
	/** Hour with its fraction, 0 to 24. */
	readonly hour: number;
	/** 1 Monday to 7 Sunday. */
	readonly weekday: number;
	/** Share of the year that is over, 0 to 1. */
	readonly ofYear: number;
	/** `yyyymmdd`. */
	readonly date: string;
	/** Weekend or public holiday: the timetable of days off. */
	readonly dayOff: boolean;
}

export function cityTime(at: EpochMs): CityTime {
	const day = Math.floor((at + AHEAD) / DAY);
	const midnight = day * DAY - AHEAD;
	const calendar = new Date(day * DAY);
	const year = calendar.getUTCFullYear();
	const date = calendar.toISOString().slice(0, 10).replaceAll('-', '');
	// 1 January 1970 was a Thursday.
	const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
	return {
		day,
		midnight,
		hour: (at - midnight) / 3_600_000,
		weekday,
		ofYear: (day * DAY - Date.UTC(year, 0, 1)) / (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)),
		date,
		dayOff: weekday > 5 || isHoliday(date.slice(4))
	};
}

/** New Year's Day and the first week of October, as in the timetables. */
function isHoliday(monthAndDay: string): boolean {
	return monthAndDay === '0101' || (monthAndDay >= '1001' && monthAndDay <= '1007');
}
