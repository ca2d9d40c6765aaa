import type { ResultLayer } from '#lib/model/scenario/result.ts';
import type { ScenarioRun } from '#lib/model/scenario/scenario.ts';

/** Models that were run over a scenario, each once, the newest first. */
export const modelsRun = (runs: readonly Pick<ScenarioRun, 'model'>[]): readonly string[] => [
	...new Set(runs.map(({ model }) => model))
];

/** The layer that is shown already, if the result has it; else the first that can be drawn. Empty: it has none. */
export function layerToShow(
	layers: readonly Pick<ResultLayer, 'id' | 'geometry'>[],
	before: string | undefined
): string {
	const drawable = layers.filter(({ geometry }) => geometry.of !== 'table');
	return (drawable.find(({ id }) => id === before) ?? drawable[0] ?? layers[0])?.id ?? '';
}
