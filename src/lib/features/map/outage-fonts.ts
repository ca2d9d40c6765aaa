import { m } from '#lib/paraglide/messages.js';
import { loadGlyphs } from '#lib/scene/labels/load-glyphs.ts';

/** A bundled font comes in pieces as its signs are first shown: what is said while the server is away must be here before. */
export function loadOutageFonts(): void {
	const nothing = { time: '0123456789:', age: '', limit: '', away: '', minutes: 0, reason: '' };
	const words = [
		m.offline_banner(nothing),
		m.offline_since(nothing),
		m.wall_offline(nothing),
		m.reconnected(nothing),
		m.stale_offline(),
		m.stale_since(nothing),
		m.stale_for(nothing),
		m.stale_entity(nothing),
		m.legend_stale(),
		m.age_ago(nothing),
		m.connecting(),
		m.loading(),
		m.retry(),
		m.layer_failed(nothing),
		m.series_failed(nothing),
		new Intl.RelativeTimeFormat(document.documentElement.lang).format(-1, 'hour')
	].join('');
	const { fontFamily } = getComputedStyle(document.body);
	for (const weight of [400, 600]) void loadGlyphs(weight, fontFamily, words).catch(() => undefined);
}
