import { m } from '#lib/paraglide/messages.js';
import type { LayerKind } from '../layer.ts';

/** The city's bodies. They stand in the scene anyway; hidden, all of them get alpha 0. */
export default {
	kind: 'buildings',
	layersOf: (city) => {
		const { buildings } = city.scene;
		if (!buildings) return [];
		const dataset = city.datasets.find(({ kind }) => kind === 'buildings');
		return [
			{
				id: 'buildings',
				kind: 'buildings',
				group: 'base',
				title: () => m.layer_buildings(),
				swatch: { shape: 'box', token: '--map-building' },
				initially: true,
				rows: buildings.count,
				...(dataset && { dataset }),
				...(dataset?.attribution && { attribution: dataset.attribution }),
				// Colours of buildings come from one place (recolour-buildings.ts), which knows whether they show.
				show: () => ({ hide: () => undefined })
			}
		];
	}
} satisfies LayerKind;
