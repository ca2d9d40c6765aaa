import type { IndicatorState } from '#lib/model/indicator.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { isListed } from '../alarms/alarm-order.ts';
import { areRead, countOffTarget } from '../indicators/indicator-reading.ts';
import type { CityFacts } from './city-state.ts';

/** What a page knows of its city now; of its theme, when it is about one. */
export function cityFacts(session: CitySession): CityFacts {
	const { desk, live, theme } = session;
	const elsewhere =
		theme === undefined
			? 0
			: desk.open.filter((alarm) => isListed(alarm) && alarm.level === 1 && alarm.theme !== theme).length;
	return {
		alarms: session.alarmsOnMap,
		heard: desk.alarms.known,
		failed: desk.alarms.error !== undefined,
		lostSince: live?.link === 'offline' ? live.since : undefined,
		haltedSince: live?.halted,
		flood: desk.alarms.flood,
		sources: countSources(sourcesOf(session)),
		elsewhere,
		// Numbers are of now: they say nothing of the instant that a replay shows.
		...(session.clock.replaying ? { offTarget: 0, numbers: 'known' } : targetsOf(session))
	};
}

function targetsOf(session: CitySession): Pick<CityFacts, 'offTarget' | 'numbers'> {
	const { desk, now } = session;
	const { known, error } = desk.indicators;
	const list = numbersOf(session);
	if (!known) return { offTarget: 0, numbers: error ? 'unknown' : 'reading' };
	return { offTarget: countOffTarget(list, now), numbers: areRead(list, now) ? 'known' : 'unknown' };
}

const numbersOf = ({ desk, theme }: CitySession): readonly IndicatorState[] =>
	theme === undefined ? desk.indicators.all : desk.indicators.of(theme);

/** Layers of states that the server has, of themes that are on. */
export const sourcesOf = (session: CitySession): readonly LiveLayerStatus[] =>
	session.layers.flatMap((layer) => session.status(layer) ?? []).filter(({ cls }) => cls === 'state');

export const countSources = (sources: readonly LiveLayerStatus[]): CityFacts['sources'] => ({
	all: sources.length,
	late: sources.filter(({ stale }) => stale).length
});
