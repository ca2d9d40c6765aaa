import type { CityLayer, LayerLegend, Swatch } from '#lib/layers/layer.ts';
import { markOf, planKey, type KeyPlan } from './key-plan.ts';
import { ALARMS_LAYER, NOTES_LAYER } from './selection.svelte.ts';
import type { CitySession } from './session.svelte.ts';

/** A layer that the key of the map has something of. */
export interface KeyedLayer {
	readonly id: string;
	readonly layer: CityLayer;
	readonly legend: LayerLegend | undefined;
	/** Its shape in the colour that most of it has on the map. */
	readonly mark: Swatch;
	readonly count: number | undefined;
}

/** Layers on the map that need a key; buildings and names explain themselves. */
export const keyedLayers = (session: CitySession): KeyPlan<KeyedLayer> =>
	planKey(
		session.layers
			.filter(({ id, kind }) => kind !== 'buildings' && kind !== 'labels' && session.view.shows(id))
			.filter(({ id }) => !session.replaced.has(id))
			.map((layer) => {
				const legend = session.legends.get(layer.id);
				return { id: layer.id, layer, legend, mark: markOf(layer, legend), count: countOf(session, layer) };
			})
	);

/** What there is of a layer at the instant shown, inside the linked filters. */
function countOf(session: CitySession, layer: CityLayer): number | undefined {
	if (layer.id === ALARMS_LAYER) return session.alarmsOnMap.length;
	if (layer.id === NOTES_LAYER) return session.desk.notes.list.length;
	if (layer.stream !== undefined) return session.countOf(layer);
	return session.filtered.masks.get(layer.id)?.reduce((sum, one) => sum + one, 0) ?? layer.rows;
}
