import { classOf, type ValueClasses } from '#lib/model/classes/value-classes.ts';
import { isStale } from '#lib/model/live-layer.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import type { LayerValues } from '#lib/model/live-values.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import type { LayerLegend, LayerLegendClass } from '../layer.ts';
import { MOST_CLASSES, sequential } from '../styled/ramp.ts';
import type { SensorForm } from './sensor-form.ts';
import { scaleOf, stillFit, valueClasses } from './value-classes.ts';
import type { SensorStyle } from './entity-looks.ts';

const CATEGORIES = ['--cat-1', '--cat-3', '--cat-4', '--cat-2', '--cat-5'];
const OTHERS = '--line-strong';
const NOT_SAID = 255;

/** What a layer and its form want of colours. */
export interface SensorLook extends Pick<SensorForm, 'lowIsLoud' | 'scale' | 'spans'> {
	/** The layer's own mark. */
	readonly token: string;
	/** The key to keep to, whatever the values are. */
	readonly beside?: LayerLegend | undefined;
}

/** True for a row that holds an entity. */
export const isThere = ({ lngLat }: LayerValues, row: number): boolean =>
	!Number.isNaN(lngLat[2 * row] as number);
export const isStaleRow = ({ quality }: LayerValues, row: number): boolean =>
	((quality[row] as number) & QUALITY.stale) !== 0;

/** Rows that hold an entity, the highest values first and those without one last. */
export function rowsByValue(values: LayerValues): number[] {
	const orderOf = (row: number) => {
		const value = values.value[row] as number;
		return Number.isNaN(value) ? -Infinity : value;
	};
	return Array.from({ length: values.count }, (_, row) => row)
		.filter((row) => isThere(values, row))
		.toSorted((a, b) => orderOf(b) - orderOf(a) || a - b);
}

/** The same entities at a later instant of which nothing was heard: those beyond the server's limit are stale. */
export const aged = (values: LayerValues, now: EpochMs, limit: Milliseconds): LayerValues => ({
	...values,
	quality: values.quality.map((bits, row) =>
		isStale(values.at[row] as number, now, limit) ? bits | QUALITY.stale : bits
	)
});

/**
 * By the values of a metric, in classes of the sequential ramp; without one by words of status; else all in
 * the layer's own mark.
 */
export function styleSensors(
	values: LayerValues,
	status: Pick<LiveLayerStatus, 'metrics' | 'statuses'>,
	metric: string | undefined,
	look: SensorLook,
	last: ValueClasses | undefined
): SensorStyle {
	const measured = status.metrics.find(({ name }) => name === metric);
	if (measured) return byMetric(values, measured, look, last);
	const scale = look.scale?.some((word) => status.statuses.includes(word)) ? look.scale : undefined;
	if (scale) return byScale(values, status.statuses, scale);
	const beside = look.beside?.kind === 'category' ? look.beside : undefined;
	return byStatus(values, status.statuses, beside) ?? alike(values, look.token);
}

function byMetric(
	values: LayerValues,
	metric: LiveLayerStatus['metrics'][number],
	{ lowIsLoud, spans, beside }: SensorLook,
	last: ValueClasses | undefined
): SensorStyle {
	const { name } = metric;
	const range = spans?.[name] ?? scaleOf(metric);
	const fits = last && (range ?? stillFit(last, values.value, MOST_CLASSES));
	const given = beside?.kind === 'number' && beside.metric === name ? boundsOf(beside) : undefined;
	const classes = given
		? sameBounds(last, given)
		: fits
			? last
			: valueClasses(values.value, range, MOST_CLASSES);
	const count = classes.bounds.length + 1;
	const ramp = sequential(count);
	const tokens = lowIsLoud?.includes(name) ? ramp.toReversed() : ramp;
	const { counts, missing, stale, classOfRow } = sort(values, count, (row) =>
		classOf(values.value[row] as number, classes)
	);
	const [lowest] = classes.bounds;
	const entries = tokens.map((entry, index): LayerLegendClass => ({
		token: entry,
		count: counts[index] as number,
		...(index > 0 && { from: classes.bounds[index - 1] as number }),
		...(index === 0 && lowest !== undefined && { below: lowest })
	}));
	return {
		classOfRow,
		tokens,
		classes,
		legend: { kind: 'number', metric: name, classes: entries, missing, stale }
	};
}

const boundsOf = ({ classes }: LayerLegend): number[] =>
	classes.flatMap(({ from }) => (from === undefined ? [] : [from]));

/** The classes before when they are the same, so that nothing is made anew. */
const sameBounds = (last: ValueClasses | undefined, bounds: readonly number[]): ValueClasses =>
	last?.bounds.length === bounds.length && last.bounds.every((bound, index) => bound === bounds[index])
		? last
		: { bounds };

/** Every word of the scale is a class, whether anyone says it or not; words beyond it are others. */
function byScale(values: LayerValues, statuses: readonly string[], scale: readonly string[]): SensorStyle {
	const place = statuses.map((word) => {
		const found = scale.indexOf(word);
		return found < 0 ? scale.length : found;
	});
	const { counts, missing, stale, classOfRow } = sort(
		values,
		scale.length + 1,
		(row) => place[values.status[row] as number] ?? -1
	);
	const tokens = [...sequential(scale.length), OTHERS];
	const classes = scale.map((label, index): LayerLegendClass => ({
		token: tokens[index] as string,
		count: counts[index] as number,
		label
	}));
	const others = counts[scale.length] as number;
	if (others > 0) classes.push({ token: OTHERS, count: others });
	return {
		classOfRow,
		tokens,
		classes: undefined,
		legend: { kind: 'category', metric: undefined, classes, missing, stale }
	};
}

/**
 * Undefined when nobody says a status. The commonest words get colours of their own, by their order of number; those
 * of the key beside keep theirs.
 */
function byStatus(
	values: LayerValues,
	statuses: readonly string[],
	beside: LayerLegend | undefined
): SensorStyle | undefined {
	const said = new Uint32Array(statuses.length);
	for (let row = 0; row < values.count; row++) {
		const status = values.status[row] as number;
		if (isThere(values, row) && status < statuses.length) said[status] = (said[status] as number) + 1;
	}
	// Order of first mention breaks ties and keeps colours while counts move a little.
	const words = [...said.keys()].filter((status) => said[status]);
	if (words.length === 0) return undefined;
	const given = beside?.classes.flatMap(({ label }) =>
		label === undefined ? [] : [statuses.indexOf(label)]
	);
	const shown =
		given ??
		words
			.toSorted((a, b) => (said[b] as number) - (said[a] as number))
			.slice(0, words.length > CATEGORIES.length ? CATEGORIES.length - 1 : CATEGORIES.length)
			.toSorted((a, b) => a - b);
	const others = words.some((word) => !shown.includes(word));
	const { counts, missing, stale, classOfRow } = sort(values, shown.length + 1, (row) => {
		const status = values.status[row] as number;
		if (status === NOT_SAID) return -1;
		const place = shown.indexOf(status);
		return place < 0 ? shown.length : place;
	});
	const tokens = [...CATEGORIES.slice(0, shown.length), OTHERS];
	const classes = shown.map((status, index): LayerLegendClass => ({
		token: tokens[index] as string,
		count: counts[index] as number,
		label: statuses[status] as string
	}));
	if (others) classes.push({ token: OTHERS, count: counts[shown.length] as number });
	return {
		classOfRow,
		tokens,
		classes: undefined,
		legend: { kind: 'category', metric: undefined, classes, missing, stale }
	};
}

function alike(values: LayerValues, token: string): SensorStyle {
	const { classOfRow } = sort(values, 1, () => 0);
	return { classOfRow, tokens: [token], classes: undefined, legend: undefined };
}

function sort(values: LayerValues, classes: number, classOfEntity: (row: number) => number) {
	const classOfRow = new Int16Array(values.count).fill(-1);
	const counts = new Uint32Array(classes);
	let missing = 0;
	let stale = 0;
	for (let row = 0; row < values.count; row++) {
		if (!isThere(values, row)) continue;
		const found = classOfEntity(row);
		classOfRow[row] = found;
		if (found < 0) missing++;
		else counts[found] = (counts[found] as number) + 1;
		if (isStaleRow(values, row)) stale++;
	}
	return { counts, missing, stale, classOfRow };
}
