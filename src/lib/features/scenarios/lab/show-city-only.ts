import type { CitySession } from '../../map/session.svelte.ts';

/** What a result stands on; what lives now would be taken for a part of it. */
const BODY = new Set(['labels', 'buildings']);

/** Leaves the city's body on the map, unless a link says what shows; called while a page is made. */
export function showCityOnly({ view, layers }: CitySession): void {
	if (view.ownLayers) return;
	view.settleLayers();
	view.untold(() => view.showOnly(layers.filter(({ kind }) => BODY.has(kind)).map(({ id }) => id)));
}
