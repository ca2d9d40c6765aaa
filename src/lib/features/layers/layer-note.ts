import type { CityLayer } from '#lib/layers/layer.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatAge, formatCount, formatTime, isoDate } from '#lib/ui/format.ts';
import type { CitySession } from '../map/session.svelte.ts';

/** What a layer's row says beside its name: how old it is, and how many there are of it. */
export function layerNote(session: CitySession, layer: CityLayer): string {
	const visible = session.view.shows(layer.id);
	const status = layer.stream ? session.status(layer) : undefined;
	const loading = session.progress.get(layer.id)?.state === 'loading';
	if (!visible && !layer.stream) return '';
	if (loading || (visible && status?.loading)) return m.loading();
	if (!layer.stream) return layer.rows === undefined ? '' : formatCount(locale.current, layer.rows);
	if (!session.live || session.live.link === 'connecting') return m.connecting();
	// What a hidden layer was then is not asked for.
	if (session.clock.replaying && !visible) return '';
	if (status?.newestAt === undefined) return m.no_data_yet();
	const words = layer.kind === 'alerts' ? m.entities_events : m.entities_standing;
	const count = words({ count: formatCount(locale.current, session.countOf(layer) ?? 0) });
	const shown = session.clock.replaying ? session.shownTime : session.now;
	const age = formatAge(locale.current, Math.max(0, shown - status.newestAt), 'narrow');
	if (!session.clock.replaying) return `${m.age_ago({ age })} · ${count}`;
	// A function of time is never old.
	return status.sampled ? count : `${m.age_then({ age })} · ${count}`;
}

/** Nothing new comes of a live layer, or nothing can: said with what is kept. Of a replay its own instant decides. */
export function staleWords(session: CitySession, layer: CityLayer): string | undefined {
	if (layer.stream === undefined || session.clock.replaying) return undefined;
	if (session.live?.link === 'offline') return m.stale_offline();
	const status = session.status(layer);
	// Of what never came nothing can be kept.
	if (status?.stale !== true || status.newestAt === undefined) return undefined;
	const limit = formatAge(locale.current, status.staleAfter);
	return m.stale_since({ time: observedAt(session, status.newestAt), limit });
}

/** A time of another day says which. */
function observedAt({ city: { timezone }, now }: CitySession, at: number): string {
	const time = formatTime(locale.current, timezone, at);
	const day = isoDate(timezone, at);
	return day === isoDate(timezone, now) ? time : `${day} ${time}`;
}
