import type { Words } from '#lib/model/alarm-rule.ts';
import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { ResultColumn, ResultGeometry, ResultLayer } from '#lib/model/scenario/result.ts';
import { rowNames } from '#lib/model/scenario/row-names.ts';
import { compareLayers } from '#lib/scenarios/compare-results.ts';

/** Rows of a result's layer with the one column of them that is shown. */
export interface ResultRows {
	readonly title: Words;
	readonly column: Pick<ResultColumn, 'name' | 'title' | 'unit' | 'classes'>;
	readonly geometry: ResultGeometry;
	readonly keys: readonly string[];
	/** For people; the keys where a model has no names. */
	readonly names: readonly string[];
	/** By row: the value, of a difference b − a; NaN: none. */
	readonly value: Float64Array;
	/** By row, never negative: what gives width or height. */
	readonly size: Float64Array;
	/** Of a difference, what either side says; NaN: nothing. */
	readonly sides?: { readonly a: Float64Array; readonly b: Float64Array; readonly only: readonly OnlySide[] };
}
/** The side that alone has a row: a closed road has no twin to be subtracted. */
export type OnlySide = 'a' | 'b' | undefined;

/** Named in a language. Throws NOT_FOUND for a column that the layer has not. */
export function resultRows(layer: ResultLayer, language: 'zh' | 'en', column?: string): ResultRows {
	const shown = columnOf(layer, column ?? layer.colour);
	const value = numbers(shown.values);
	const sized = layer.size === undefined ? value : numbers(columnOf(layer, layer.size).values);
	const { title, geometry, keys } = layer;
	const names = rowNames(layer, language);
	return { title, column: shown, geometry, keys, names, value, size: sized.map(sizeOf) };
}

/**
 * The layer of `b` minus that of `a`, row by row of the same key. Throws INPUT_INVALID when they are of different kinds
 * of things, NOT_FOUND for a column that one has not.
 */
export function differenceRows(
	a: ResultLayer,
	b: ResultLayer,
	language: 'zh' | 'en',
	column?: string
): ResultRows {
	const shown = columnOf(b, column ?? b.difference ?? b.colour);
	for (const name of [shown.name, ...(b.size === undefined ? [] : [b.size])])
		for (const layer of [a, b]) columnOf(layer, name);
	const compared = compareLayers(a, b);
	const { title, keys, only, columns } = compared;
	const names = rowNames(compared, language);
	const values = columns.find(({ name }) => name === shown.name)!; // both have it
	const sizes = columns.find(({ name }) => name === b.size) ?? values;
	return {
		...{ title, keys, names, column: shown, geometry: joined(a, b, keys) },
		value: numbers(values.difference),
		// What is on one side only is as large as it is there.
		size: Float64Array.from(keys, (_, row) => Math.abs((sizes.b[row] ?? 0) - (sizes.a[row] ?? 0))),
		sides: { a: numbers(values.a), b: numbers(values.b), only: only.map((side) => side ?? undefined) }
	};
}

function columnOf({ columns, id }: ResultLayer, name: string): ResultColumn {
	const found = columns.find((column) => column.name === name);
	if (found) return found;
	throw notFound({
		zh: `结果图层 ${id} 没有 ${name} 一列；现有：${columns.map((column) => column.name).join('、')}。`,
		en: `The result's layer ${id} has no column ${name}; it has: ${columns.map((column) => column.name).join(', ')}.`
	});
}

const numbers = (values: readonly (number | null)[]): Float64Array =>
	Float64Array.from(values, (value) => value ?? NaN);
const sizeOf = (value: number): number => (Number.isNaN(value) ? 0 : Math.abs(value));

/** Where the rows of both lie, by their keys: b's word goes first. */
function joined(a: ResultLayer, b: ResultLayer, keys: readonly string[]): ResultGeometry {
	const [first, second] = [a.geometry, b.geometry];
	const [inA, inB] = [a, b].map((layer) => new Map(layer.keys.map((key, row) => [key, row])));
	const pick = <T>(ofA: readonly T[], ofB: readonly T[]): T[] =>
		keys.map((key) => (inB!.has(key) ? ofB[inB!.get(key)!] : ofA[inA!.get(key)!]) as T); // one of them has it
	if (first.of === 'places' && second.of === 'places')
		return { of: 'places', lng: pick(first.lng, second.lng), lat: pick(first.lat, second.lat) };
	if (first.of === 'areas' && second.of === 'areas')
		return { of: 'areas', rings: pick(first.rings, second.rings) };
	if (JSON.stringify(first) === JSON.stringify(second)) return second;
	throw new AppError('INPUT_INVALID', {
		message: `The layers ${a.id} of both results are of different things (${first.of} and ${second.of}, or of different cells): they cannot be subtracted.`
	});
}
