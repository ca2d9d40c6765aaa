import type { CitySession } from './session.svelte.ts';

/**
 * Who published what is on screen: the city's own sources, then those of the visible layers, each once. A made-up city
 * has no sources of its own; that it is made up stands in words beside them.
 */
export function attributionsOf(session: CitySession): readonly string[] {
	const layers = session.layers
		.filter((layer) => session.view.shows(layer.id))
		.flatMap(({ attribution }) => attribution ?? []);
	return [...new Set([...(session.city.fictional ? [] : session.city.attribution), ...layers])];
}
