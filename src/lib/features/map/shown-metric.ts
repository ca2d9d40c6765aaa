import type { CityLayer } from '#lib/layers/layer.ts';
import type { CitySession } from './session.svelte.ts';

/** In a view: the layer's own mark, although it has metrics. */
export const NO_METRIC = '-';

/** The metric that colours a layer: the view's choice, else its theme's, else what stands and measures shows its first. */
export function shownMetric(session: CitySession, layer: CityLayer): string | undefined {
	const chosen = session.view.spec.metrics[layer.id];
	if (chosen !== undefined) return chosen === NO_METRIC ? undefined : chosen;
	const themed = layer.stream === undefined ? undefined : session.desk.themes.layer(layer.stream);
	if (themed) return themed.metric;
	return layer.kind === 'sensors' ? session.status(layer)?.metrics[0]?.name : undefined;
}
