import { m } from '#lib/paraglide/messages.js';
import { metricName } from '../map/live-words.ts';
import type { Measure } from './differences.svelte.ts';

/** What is subtracted, in words: layer and metric, or the rows of the layer. */
export const measureName = ({ layer, metric, kind }: Measure): string =>
	`${layer.title()} · ${OTHERS[kind]?.() ?? metricName(metric)}`;

const OTHERS: Readonly<Partial<Record<Measure['kind'], () => string>>> = {
	rows: m.difference_count,
	buildings: m.difference_colour
};
