import { m } from '#lib/paraglide/messages.js';
import { formatWeekday } from '#lib/ui/format.ts';

const DAY_MS = 86_400_000;
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);

/** Name of a day of the week: 1 Monday to 7 Sunday. */
export const dayName = (locale: string, day: number): string =>
	formatWeekday(locale, 'UTC', MONDAY + (day - 1) * DAY_MS);

/** 每天; 周一、周三. */
export const daysText = (locale: string, days: readonly number[] | undefined): string =>
	days === undefined || days.length === 7
		? m.briefing_every_day()
		: days
				.toSorted((a, b) => a - b)
				.map((day) => dayName(locale, day))
				.join(locale === 'en' ? ', ' : '、');
