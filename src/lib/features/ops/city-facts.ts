import type { IndicatorState } from '#lib/model/indicator.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { isListed } from '../alarms/alarm-order.ts';
import { countOffTarget } from '../indicators/indicator-reading.ts';
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
		offTarget: session.clock.replaying ? 0 : countOffTarget(numbersOf(session), session.now)
	};
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
