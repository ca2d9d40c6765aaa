import type { CitySession } from './session.svelte.ts';

/** Which of the worlds the picture shows: now, recorded data on a shifted clock, or a standing instant. */
export type World = 'live' | 'replay' | 'at';

/** Recorded data never pass as live: one replayed layer on screen is enough. */
export function worldOf(session: CitySession): World {
	if (session.view.spec.time.kind === 'at') return 'at';
	const replayed = session.layers.some(
		(layer) => session.view.shows(layer.id) && session.status(layer)?.replayed
	);
	return replayed ? 'replay' : 'live';
}
