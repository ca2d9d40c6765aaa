import type { Alarm } from '#lib/model/alarm.ts';
import { m } from '#lib/paraglide/messages.js';
import { countLevels, isListed, orderAlarms } from '../alarms/alarm-order.ts';
import { levelName, nameOf, said } from '../alarms/alarm-words.ts';
import type { CitySession } from '../map/session.svelte.ts';

/**
 * The state of the city in one line: its gravest alarm, that there are many, or that it is calm, and what is to be known
 * beside it. It is never calm while nothing is heard of the alarms.
 */
export interface StateSentence {
	/** The alarm that the sentence is about: levels 1 and 2 only. */
	readonly alarm: Alarm | undefined;
	readonly text: string;
	/** How many of the graver levels, and how many sources are late. */
	readonly notes: readonly string[];
}

export function stateSentence(session: CitySession): StateSentence {
	const listed = session.desk.open.filter((alarm) => isListed(alarm) && alarm.active);
	const gravest = orderAlarms(listed).toSorted((a, b) => a.level - b.level)[0];
	const alarm = gravest && gravest.level <= 2 ? gravest : undefined;
	const counts = countLevels(listed);
	const levels = ([1, 2, 3] as const).flatMap((level) => {
		const count = counts[level - 1] ?? 0;
		return count > 0 ? m.state_levels({ level: levelName(level), count }) : [];
	});
	const known = new Set(session.layers.flatMap(({ stream }) => stream ?? []));
	const late = (session.live?.layers ?? []).filter(({ layer, stale }) => stale && known.has(layer)).length;
	return {
		alarm,
		text: alarm ? m.state_alarm({ name: nameOf(alarm), title: said(alarm.title) }) : textWithout(session),
		notes: [...levels, ...(late > 0 ? [m.state_late({ count: late })] : [])]
	};
}

function textWithout({ desk: { alarms } }: CitySession): string {
	if (!alarms.known || alarms.error) return m.state_unknown();
	return alarms.flood ? m.state_flood({ count: alarms.flood.recent }) : m.state_calm();
}
