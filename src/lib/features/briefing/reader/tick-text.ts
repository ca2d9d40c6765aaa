import { formatDay, formatMinute } from '#lib/ui/format.ts';
import type { Reading } from './reading.ts';

const DAY_MS = 86_400_000;

/** What a mark of a time axis says: hours within a day or two, days beyond. */
export function tickText(
	{ briefing, language }: Pick<Reading, 'briefing' | 'language'>,
	range: { readonly from: number; readonly to: number },
	at: number
): string {
	const { timezone } = briefing.city;
	return range.to - range.from <= 2 * DAY_MS
		? formatMinute(language, timezone, at)
		: formatDay(language, timezone, at);
}
