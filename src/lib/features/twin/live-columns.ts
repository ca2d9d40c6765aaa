import type { DatasetColumn } from '#lib/model/city.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import { m } from '#lib/paraglide/messages.js';
import { metricColumns } from '../map/live-dataset.ts';

/** Columns that are hidden until asked for: what names a thing to machines, and where exactly it heads. */
export const SELDOM_LIVE: ReadonlySet<string> = new Set(['entity', 'heading']);

const ZH = { locale: 'zh-CN' } as const;
const EN = { locale: 'en' } as const;

type Described = Pick<LiveLayerStatus, 'metrics' | 'statuses' | 'moves' | 'sampled'>;

/** What a live layer says of each of its entities: its name, how it is, what it measures, where it is. */
export function liveColumns(layer: Described): DatasetColumn[] {
	const metrics = metricColumns(layer);
	const moving: DatasetColumn[] = [
		{ name: 'speed', kind: 'number', unit: 'km/h' },
		{ name: 'heading', kind: 'number', unit: 'deg' }
	];
	// Rows of a function of time say when they were computed, not when anything was seen.
	const observed: DatasetColumn[] = [
		{ name: 't', kind: 'time' },
		{ name: 'stale', kind: 'category' }
	];
	return [
		{ name: 'id', kind: 'text', title: { zh: m.column_name({}, ZH), en: m.column_name({}, EN) } },
		...(layer.statuses.length > 0 ? [{ name: 'status', kind: 'category' as const }] : []),
		...metrics,
		// A layer that measures its speed says it itself.
		...(layer.moves ? moving.filter(({ name }) => metrics.every((metric) => metric.name !== name)) : []),
		...(layer.sampled ? [] : observed),
		{ name: 'lng', kind: 'number', unit: 'deg' },
		{ name: 'lat', kind: 'number', unit: 'deg' },
		{ name: 'entity', kind: 'text' }
	];
}
