import { m } from '#lib/paraglide/messages.js';
import { metricName } from '../map/live-words.ts';
import type { Measure } from './differences.svelte.ts';

/** What is subtracted, in words: layer and metric, or the rows of the layer. */
export const measureName = ({ layer, metric, kind, pair }: Measure): string =>
	`${pair && pair.a !== pair.b ? m.difference_pair({ a: pair.a.title(), b: pair.b.title() }) : layer.title()} · ${metric.title === undefined ? (OTHERS[kind]?.() ?? metricName(metric)) : metricName(metric)}`;

const OTHERS: Readonly<Partial<Record<Measure['kind'], () => string>>> = {
	rows: m.difference_count,
	buildings: m.difference_colour
};
