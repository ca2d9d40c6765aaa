import type { CitySession } from '../map/session.svelte.ts';

/** A layer's name for people, by its own id or its stream's; the id when the city does not have it. */
export const layerTitle = ({ layers }: CitySession, id: string): string =>
	layers.find((layer) => layer.id === id || layer.stream === id)?.title() ?? id;
