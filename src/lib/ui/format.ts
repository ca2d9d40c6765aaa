/** Numbers and times in the reader's language. Pure: locale, zone and values come in. */

export { formatUnit } from '#lib/model/unit-text.ts';

/** An exact count with thousands grouped: 1,234,567. */
export const formatCount = (locale: string, value: number): string =>
	new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);

/** At most four significant digits; Chinese counts in 万 and 亿. */
export function formatShort(locale: string, value: number): string {
	const big = Math.abs(value) >= 10_000;
	return new Intl.NumberFormat(locale, {
		maximumSignificantDigits: 4,
		...(big ? { notation: 'compact' as const } : {})
	}).format(value);
}

/** A measured value: at most four significant digits, grouped, never compact. */
export const formatValue = (locale: string, value: number): string =>
	Math.abs(value) >= 10_000
		? formatCount(locale, value)
		: new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 }).format(value);

export const formatTime = (locale: string, zone: string, at: number): string =>
	new Intl.DateTimeFormat(locale, {
		timeZone: zone,
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		hourCycle: 'h23'
	}).format(at);

/** 2026年11月22日 or 22 Nov 2026. */
export const formatDate = (locale: string, zone: string, at: number): string =>
	new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
		timeZone: zone,
		dateStyle: locale === 'en' ? 'medium' : 'long'
	}).format(at);

/** A day in few signs: 11月22日 or 22 Nov. */
export const formatDay = (locale: string, zone: string, at: number): string =>
	new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
		timeZone: zone,
		month: 'short',
		day: 'numeric'
	}).format(at);

/** Year-month-day in the zone: 2026-11-22. */
export const isoDate = (zone: string, at: number): string =>
	new Intl.DateTimeFormat('en-CA', {
		timeZone: zone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit'
	}).format(at);

export const formatWeekday = (locale: string, zone: string, at: number): string =>
	new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'short' }).format(at);

/** The zone's short name at an instant: EST, GMT+8. */
export function zoneLabel(zone: string, at: number): string {
	const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
	return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** How long ago, in the largest word that matters: 5 sec, 12 min, 3 hr, 2 days; `narrow`: 5s, 12m, 3h, 2d. */
export function formatAge(
	locale: string,
	milliseconds: number,
	unitDisplay: 'short' | 'narrow' = 'short'
): string {
	const seconds = Math.max(0, Math.round(milliseconds / 1000));
	const [value, unit] =
		seconds < 90
			? [seconds, 'second']
			: seconds < 5400
				? [Math.round(seconds / 60), 'minute']
				: seconds < 172_800
					? [Math.round(seconds / 3600), 'hour']
					: [Math.round(seconds / 86_400), 'day'];
	return new Intl.NumberFormat(locale, { style: 'unit', unit: unit as string, unitDisplay }).format(
		value as number
	);
}

/** Degrees and minutes are for pilots: 40.74844° N, 73.98571° W. */
export function formatPosition(lng: number, lat: number): string {
	const one = (value: number, plus: string, minus: string) =>
		`${Math.abs(value).toFixed(5)}° ${value < 0 ? minus : plus}`;
	return `${one(lat, 'N', 'S')}, ${one(lng, 'E', 'W')}`;
}

/** A number with exactly so many decimals, grouped: 1,234.50. */
export const formatFixed = (locale: string, value: number, decimals: number): string =>
	new Intl.NumberFormat(locale, {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals
	}).format(value);

/** A part of something more or less, in whole percents with its sign: +35 %, −8 %, 0 %. */
export function formatChange(locale: string, part: number): string {
	const percent = Math.round(part * 100);
	const sign = percent === 0 ? '' : percent < 0 ? '−' : '+';
	return `${sign}${formatCount(locale, Math.abs(percent))} %`;
}

/** Hours and minutes in the zone: 13:22. */
export const formatMinute = (locale: string, zone: string, at: number): string =>
	new Intl.DateTimeFormat(locale, {
		timeZone: zone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	}).format(at);
