import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { formatDate, formatMinute, isoDate, zoneLabel } from '#lib/ui/format.ts';

interface Where {
	readonly briefing: Pick<Briefing, 'city' | 'frozenAt'>;
	readonly language: BriefingLanguage;
}

/** 2026年11月22日 14:05 GMT+8. */
export function longInstant({ briefing: { city }, language }: Where, at: number): string {
	const { timezone } = city;
	return `${formatDate(language, timezone, at)} ${formatMinute(language, timezone, at)} ${zoneLabel(timezone, at)}`;
}

/** 14:03; with its day when that is not the day that its reader thinks of: of the freezing, unless told. */
export function shortInstant(
	{ briefing: { city, frozenAt }, language }: Where,
	at: EpochMs,
	readAt: EpochMs = frozenAt
): string {
	const { timezone } = city;
	const minute = formatMinute(language, timezone, at);
	return isoDate(timezone, at) === isoDate(timezone, readAt)
		? minute
		: `${formatDate(language, timezone, at)} ${minute}`;
}
