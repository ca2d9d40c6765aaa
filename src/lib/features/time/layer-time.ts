import type { CityLayer } from '#lib/layers/layer.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatAge, formatCount, formatTime, isoDate } from '#lib/ui/format.ts';
import type { CitySession } from '../map/session.svelte.ts';
import type { Conductor } from './conductor.svelte.ts';

export interface LayerTime {
	readonly text: string;
	/** Nothing of the layer can be seen at the instant shown, or only what is too old. */
	readonly lacks: boolean;
}

/** What a layer has at the instant shown, in a few words beside its bar. */
export function layerTime(session: CitySession, conductor: Conductor, layer: CityLayer): LayerTime {
	const { now, live, clock, city, shownTime } = session;
	const status = session.status(layer);
	const clockText = (at: number) => {
		const time = formatTime(locale.current, city.timezone, at).slice(0, 5);
		const day = isoDate(city.timezone, at);
		return day === isoDate(city.timezone, shownTime) ? time : `${day.slice(5)} ${time}`;
	};
	if (status?.cls === 'event') {
		const count = session.events.get(layer.id)?.events.length ?? status.entities;
		return { text: m.entities_events({ count: formatCount(locale.current, count) }), lacks: false };
	}
	if (!clock.replaying) {
		if (status?.newestAt === undefined) return { text: m.no_data_yet(), lacks: true };
		const age = formatAge(locale.current, now - status.newestAt);
		const stale = status.stale || live?.link === 'offline';
		return { text: stale ? m.stale_for({ age }) : m.age_ago({ age }), lacks: stale };
	}
	const covered = conductor.coverageNow(layer);
	if (!covered) return { text: m.coverage_unknown(), lacks: false };
	switch (covered.kind) {
		case 'any':
			return { text: m.coverage_any(), lacks: false };
		case 'before':
			return { text: m.coverage_before({ time: clockText(covered.from) }), lacks: true };
		case 'after':
			return { text: m.coverage_after({ time: clockText(covered.to) }), lacks: true };
		case 'gap':
			return { text: m.coverage_gap(), lacks: true };
		case 'none':
			return { text: m.coverage_none(), lacks: true };
		case 'data':
			return { text: m.coverage_data(), lacks: false };
	}
}
