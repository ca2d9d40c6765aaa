import type { CitySession } from './session.svelte.ts';

/** Who published what is on screen: the city's own sources, then those of the visible layers, each once. */
export function attributionsOf(session: CitySession): readonly string[] {
	const layers = session.layers
		.filter((layer) => session.view.shows(layer.id))
		.flatMap(({ attribution }) => attribution ?? []);
	return [...new Set([...session.city.attribution, ...layers])];
}
