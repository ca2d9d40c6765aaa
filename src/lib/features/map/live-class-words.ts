import type { LayerLegend } from '#lib/layers/layer.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatValue } from '#lib/ui/format.ts';
import { statusName } from './live-words.ts';

/** What a class of a live layer's key stands for: a bound of numbers, or a word of status. */
export function liveClassWords(
	{ kind }: Pick<LayerLegend, 'kind'>,
	{ from, below, label }: LayerLegend['classes'][number]
): string {
	if (from !== undefined) return `≥ ${formatValue(locale.current, from)}`;
	if (below !== undefined) return `< ${formatValue(locale.current, below)}`;
	if (label !== undefined) return statusName(label);
	return kind === 'number' ? m.legend_all_values() : m.others();
}
