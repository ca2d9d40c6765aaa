import type { DatasetColumn, DatasetOf } from '#lib/model/city.ts';
import { metricColumn } from '#lib/model/entity-columns.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';

/** Layers of more entities in motion than this have thousands of rows a second: their rows are not charted. */
const MOST_MOVING = 2000;

/**
 * The observations of a live layer as a dataset, so that charts, filters and SQL take them as a pack's points;
 * undefined for what has none: events, functions of time, and crowds in motion.
 */
export function liveDatasetOf(layer: LiveLayerStatus): DatasetOf<'points'> | undefined {
	if (layer.cls !== 'state' || layer.sampled || (layer.moves && layer.entities > MOST_MOVING))
		return undefined;
	return {
		id: `live-${layer.layer}`,
		kind: 'points',
		title: layer.title ?? { zh: layer.layer, en: layer.layer },
		file: '',
		rows: 0,
		...(layer.attribution && { attribution: layer.attribution }),
		columns: [
			...(layer.statuses.length > 0 ? [{ name: 'status', kind: 'category' as const }] : []),
			...metricColumns(layer),
			{ name: 'id', kind: 'category' }
		],
		withoutPosition: 0,
		stream: layer.layer
	};
}

/** The metrics of a live layer as columns of its rows. */
export const metricColumns = ({ metrics }: Pick<LiveLayerStatus, 'metrics'>): DatasetColumn[] =>
	metrics.map(({ name, unit, title }) => ({
		name: metricColumn(name),
		kind: 'number' as const,
		...(unit && { unit }),
		...(title && { title })
	}));
