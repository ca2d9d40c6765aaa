import type { CityLayer } from '#lib/layers/layer.ts';
import type { CitySession } from './session.svelte.ts';

/** Layers on the map that need a key; buildings and names explain themselves. */
export const keyedLayers = ({ layers, view }: CitySession): readonly CityLayer[] =>
	layers.filter(({ id, kind }) => kind !== 'buildings' && kind !== 'labels' && view.shows(id));
