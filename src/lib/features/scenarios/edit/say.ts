import { m } from '#lib/paraglide/messages.js';
import { formatCount, formatValue } from '#lib/ui/format.ts';

/** Parts of a line, without those that say nothing. */
export const inOneLine = (...parts: readonly (string | undefined)[]): string =>
	parts.filter((part) => part !== undefined && part !== '').join(' · ');

/** +1,200 or −300. */
export const withSign = (locale: string, value: number): string =>
	`${value < 0 ? '−' : '+'}${formatCount(locale, Math.abs(value))}`;

export const percent = (locale: string, share: number): string => `${formatValue(locale, 100 * share)} %`;

/** 7:30, 24:00. */
export function clockHour(hour: number): string {
	const minutes = Math.round(hour * 60);
	return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Residents and jobs, each when there are some. */
export const peopleText = (
	locale: string,
	{ residents, jobs }: { readonly residents?: number | undefined; readonly jobs?: number | undefined },
	number: (locale: string, value: number) => string = formatCount
): string =>
	inOneLine(
		residents ? m.edit_say_residents({ count: number(locale, residents) }) : undefined,
		jobs ? m.edit_say_jobs({ count: number(locale, jobs) }) : undefined
	);

/** Names of things, each once: the first two, and how many more there are. */
export function namesText(names: readonly (string | undefined)[]): string | undefined {
	const distinct = [...new Set(names.filter((name) => name !== undefined && name !== ''))];
	if (distinct.length === 0) return undefined;
	const first = distinct.slice(0, 2);
	return distinct.length > 2
		? m.edit_say_more({ names: first.join(m.edit_say_comma()), count: distinct.length - 2 })
		: first.join(m.edit_say_and());
}
