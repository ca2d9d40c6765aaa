import type { BriefingListed } from '#lib/model/briefing/frozen.ts';
import { isoDate } from '#lib/ui/format.ts';

export interface ListedDay {
	/** Year-month-day in the city's zone. */
	readonly day: string;
	/** Newest first. */
	readonly briefings: readonly BriefingListed[];
}

/** Briefings with all of the words in title, author, id or schedule, by the day that they were frozen on, newest first. */
export function listedDays(
	briefings: readonly BriefingListed[],
	words: string,
	timezone: string
): readonly ListedDay[] {
	const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
	const found = briefings.filter(({ id, title, author, schedule = '' }) => {
		const text = [id, title['zh-CN'] ?? '', title.en ?? '', author, schedule].join(' ').toLowerCase();
		return wanted.every((word) => text.includes(word));
	});
	const days = Map.groupBy(
		found.toSorted((a, b) => b.frozenAt - a.frozenAt),
		({ frozenAt }) => isoDate(timezone, frozenAt)
	);
	return [...days].map(([day, listed]) => ({ day, briefings: listed }));
}
