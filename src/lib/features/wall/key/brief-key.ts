import { classText } from '../../compare/difference-words.ts';
import type { Differences } from '../../compare/differences.svelte.ts';
import { measureName } from '../../compare/measure-name.ts';
import type { Legend } from '../../map/colour-buildings.ts';
import { categoryName } from '../../map/category-name.ts';
import { columnName } from '../../map/column-name.ts';
import type { KeyedLayer } from '../../map/keyed-layers.ts';
import { liveClassWords } from '../../map/live-class-words.ts';
import { metricName } from '../../map/live-words.ts';
import type { CitySession } from '../../map/session.svelte.ts';
import { classWords, drawnTitle } from '../../map/style-words.ts';
import { tokenOfDifference } from '#lib/layers/difference/difference-token.ts';
import type { LayerLegend } from '#lib/layers/layer.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatUnit, formatValue } from '#lib/ui/format.ts';

/** What the colours of one layer mean, as briefly as a wall says it: nothing is counted. */
export interface BriefKey {
	readonly id: string;
	/** What it is called where it is only named. */
	readonly name: string;
	readonly title: string;
	/** Empty: the values have none, or are words. */
	readonly unit: string;
	/** Numbers are colours side by side; words have a mark each. */
	readonly shape: 'ramp' | 'marks';
	readonly lines: readonly BriefLine[];
}

export interface BriefLine {
	readonly token: string;
	readonly name: string;
}

/** A layer's key; undefined when its colours say nothing. */
export function layerKey(
	session: CitySession,
	{ id, layer, legend }: Pick<KeyedLayer, 'id' | 'layer' | 'legend'>
): BriefKey | undefined {
	if (!legend) return undefined;
	const { drawn } = legend;
	if (drawn) {
		const { name, unit } = drawnTitle(session, layer, drawn);
		const of = { id, name: layer.title(), title: `${layer.title()} · ${name}`, unit };
		if (legend.kind === 'number')
			return {
				...of,
				shape: 'ramp',
				lines: linesOf(drawn.form === 'paths' ? [] : legend.classes, classWords)
			};
		return {
			...of,
			shape: 'marks',
			lines: linesOf(legend.classes, ({ label }) => (label === undefined ? m.others() : categoryName(label)))
		};
	}
	const metric = session.status(layer)?.metrics.find(({ name }) => name === legend.metric);
	const shape = legend.kind === 'number' && legend.classes.length > 1 ? 'ramp' : 'marks';
	return {
		id,
		name: layer.title(),
		title: metric ? `${layer.title()} · ${metricName(metric)}` : layer.title(),
		unit: metric ? formatUnit(metric.unit) : '',
		shape,
		lines: linesOf(
			shape === 'ramp' ? legend.classes : legend.classes.filter(({ count }) => count > 0),
			(item) => liveClassWords(legend, item).replace(/^(?:≥ |(<) )/, '$1')
		)
	};
}

/** The key of b − a; undefined while there is nothing to say but why. */
export function differenceKey({ measure, rows, classes }: Differences): BriefKey | undefined {
	if (!measure || !rows || classes.length === 0) return undefined;
	const name = measureName(measure);
	return {
		id: 'difference',
		name,
		title: m.difference_of({ title: name }),
		unit: formatUnit(measure.metric.unit),
		shape: 'ramp',
		lines: classes.map((item) => ({ token: tokenOfDifference(item.place), name: classText(item) }))
	};
}

/** The key of coloured buildings. */
export function buildingsKey({ view, city }: CitySession, legend: Legend): BriefKey {
	const column = view.spec.recolour?.kind === 'column' ? view.spec.recolour.column : undefined;
	const unit = city.datasets
		.flatMap((dataset) => (dataset.kind === 'buildings' ? dataset.columns : []))
		.find(({ name }) => name === column)?.unit;
	const title = column === undefined ? legend.name : columnName(column);
	return {
		id: 'buildings',
		name: title,
		title,
		unit: unit === undefined ? '' : formatUnit(unit),
		shape: legend.classes.some(({ from }) => from !== undefined) ? 'ramp' : 'marks',
		lines: legend.classes.map(({ token, from, label }) => ({
			token,
			name:
				from !== undefined
					? formatValue(locale.current, from)
					: label === undefined
						? m.others()
						: categoryName(label)
		}))
	};
}

const linesOf = (
	classes: LayerLegend['classes'],
	nameOf: (item: LayerLegend['classes'][number]) => string
): readonly BriefLine[] => classes.map((item) => ({ token: item.token, name: nameOf(item) }));
