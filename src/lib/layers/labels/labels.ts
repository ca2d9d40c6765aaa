import { m } from '#lib/paraglide/messages.js';
import type { LayerKind } from '../layer.ts';

/** Names of districts, streets, waters. */
export default {
	kind: 'labels',
	layersOf: (city) =>
		city.scene.labels
			? [
					{
						id: 'labels',
						kind: 'labels',
						group: 'base',
						title: () => m.layer_labels(),
						swatch: { shape: 'text', token: '--map-label-major' },
						initially: true,
						show: ({ scene }) => {
							scene.setLabelsVisible(true);
							return { hide: () => scene.setLabelsVisible(false) };
						}
					}
				]
			: []
} satisfies LayerKind;
