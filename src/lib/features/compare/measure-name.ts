import { m } from '#lib/paraglide/messages.js';
import { metricName } from '../map/live-words.ts';
import type { Measure } from './differences.svelte.ts';

/** What is subtracted, in words: layer and metric, or the rows of the layer. */
export const measureName = ({ layer, metric, column }: Measure): string =>
	`${layer.title()} · ${column === undefined ? m.difference_count() : metricName(metric)}`;
