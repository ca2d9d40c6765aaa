import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** 2026年11月22日 14:05 GMT+8, or 22 Nov 2026, 14:05 GMT+8: in the city's zone, which is named. */
export function longInstant(
	{ city: { timezone } }: Pick<Briefing, 'city'>,
	at: EpochMs,
	language: BriefingLanguage
): string {
	const part = (options: Intl.DateTimeFormatOptions, locale: string) =>
		new Intl.DateTimeFormat(locale, { timeZone: timezone, ...options });
	const isEnglish = language === 'en';
	const day = part({ dateStyle: isEnglish ? 'medium' : 'long' }, isEnglish ? 'en-GB' : language).format(at);
	const minute = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, language).format(at);
	const zone = part({ timeZoneName: 'shortOffset' }, 'en').formatToParts(at);
	return `${day} ${minute} ${zone.find(({ type }) => type === 'timeZoneName')?.value ?? timezone}`;
}

/** 11-22 14:05, for the axis of a chart and the rows of a table. */
export function shortInstant({ city: { timezone } }: Pick<Briefing, 'city'>, at: EpochMs): string {
	const parts = new Intl.DateTimeFormat('en-CA', {
		timeZone: timezone,
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	}).formatToParts(at);
	const said = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
	return `${said('month')}-${said('day')} ${said('hour')}:${said('minute')}`;
}
