import type { LayerDeclaration, Metric } from '#lib/model/live-layer.ts';

/**
 * A layer's declaration when its theme comes on. The theme says what things are called and measured in, whether they
 * move and how often they speak; where the data come from, whose they are and when they are stale stays as its sender
 * said, and who may read them as `layer-rights.ts` and the settings do. What the settings name of a layer
 * (`configured`, in `known` already) goes before all of it.
 */
export function layerAsDeclared(
	byTheme: LayerDeclaration,
	known: LayerDeclaration | undefined,
	configured: LayerDeclaration | undefined
): LayerDeclaration {
	const { restricted: _right, ...theme } = byTheme;
	if (!known) return theme;
	if (!configured)
		return { ...known, ...theme, ...sendersPart(known), metrics: merged(known.metrics, theme.metrics) };
	return {
		...known,
		title: configured.title ?? theme.title,
		metrics: merged(merged(known.metrics, theme.metrics), configured.metrics)
	};
}

/** Metrics keep their places: those of `said` instead of the ones of the same name, new ones behind. */
function merged(known: readonly Metric[], said: readonly Metric[]): Metric[] {
	const kept = known.map((metric) => said.find(({ name }) => name === metric.name) ?? metric);
	return [...kept, ...said.filter(({ name }) => !known.some((metric) => metric.name === name))];
}

const sendersPart = ({ origin, dataClock, staleAfter, attribution }: LayerDeclaration) => ({
	origin,
	attribution,
	...(dataClock && { dataClock }),
	...(staleAfter !== undefined && { staleAfter })
});
