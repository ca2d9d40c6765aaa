import type { Words } from '#lib/model/alarm-rule.ts';
import { AppError } from '#lib/model/errors.ts';
import type { ResultColumn, ResultGeometry, ResultLayer } from '#lib/model/scenario/result.ts';

/** Rows of a result's layer with the one column of them that is shown. */
export interface ResultRows {
	readonly title: Words;
	readonly column: Pick<ResultColumn, 'name' | 'title' | 'unit'>;
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

/** Throws NOT_FOUND for a column that the layer has not. */
export function resultRows(layer: ResultLayer, column?: string): ResultRows {
	const shown = columnOf(layer, column ?? layer.colour);
	const value = numbersOf(shown);
	const sized = layer.size === undefined ? value : numbersOf(columnOf(layer, layer.size));
	const { title, geometry, keys, names = keys } = layer;
	return { title, column: shown, geometry, keys, names, value, size: sized.map(sizeOf) };
}

/**
 * The layer of `b` minus that of `a`, row by row of the same key: b's rows, then those that only a has. Throws
 * INPUT_INVALID when they are of different kinds of things, NOT_FOUND for a column that one has not.
 */
export function differenceRows(a: ResultLayer, b: ResultLayer, column?: string): ResultRows {
	const name = column ?? b.colour;
	const [shown, other] = [columnOf(b, name), columnOf(a, name)];
	const inA = new Map(a.keys.map((key, row) => [key, row]));
	const inB = new Set(b.keys);
	const rowsOnlyA = a.keys.flatMap((key, row) => (inB.has(key) ? [] : [row]));
	const places = [
		...b.keys.map((key, row) => ({ b: row, a: inA.get(key) })),
		...rowsOnlyA.map((row) => ({ b: undefined, a: row }))
	];
	const pick = <T>(ofB: readonly T[], ofA: readonly T[]): T[] =>
		places.map(({ a: rowA, b: rowB }) => (rowB === undefined ? ofA[rowA!] : ofB[rowB]) as T); // one of them is there
	const sided = (ofB: ResultColumn, ofA: ResultColumn) => ({
		a: Float64Array.from(places, ({ a: row }) => numberAt(ofA, row)),
		b: Float64Array.from(places, ({ b: row }) => numberAt(ofB, row))
	});
	const values = sided(shown, other);
	const size = b.size === undefined ? values : sided(columnOf(b, b.size), columnOf(a, b.size));
	return {
		title: b.title,
		column: shown,
		geometry: joined(a, b, pick),
		keys: pick(b.keys, a.keys),
		names: pick(b.names ?? b.keys, a.names ?? a.keys),
		value: values.b.map((value, row) => value - values.a[row]!),
		// What is on one side only is as large as it is there.
		size: size.b.map((value, row) =>
			sizeOf((Number.isNaN(value) ? 0 : value) - (Number.isNaN(size.a[row]!) ? 0 : size.a[row]!))
		),
		sides: {
			...values,
			only: places.map((place): OnlySide =>
				place.a === undefined ? 'b' : place.b === undefined ? 'a' : undefined
			)
		}
	};
}

function columnOf({ columns, id }: ResultLayer, name: string): ResultColumn {
	const found = columns.find((column) => column.name === name);
	if (found) return found;
	throw new AppError('NOT_FOUND', {
		message: `The result's layer ${id} has no column ${name}; it has: ${columns.map((column) => column.name).join(', ')}.`
	});
}

const numbersOf = ({ values }: ResultColumn): Float64Array =>
	Float64Array.from(values, (value) => value ?? NaN);
const numberAt = ({ values }: ResultColumn, row: number | undefined): number =>
	(row === undefined ? null : values[row]) ?? NaN;
const sizeOf = (value: number): number => (Number.isNaN(value) ? 0 : Math.abs(value));

function joined(
	a: ResultLayer,
	b: ResultLayer,
	pick: <T>(ofB: readonly T[], ofA: readonly T[]) => T[]
): ResultGeometry {
	const [first, second] = [a.geometry, b.geometry];
	if (first.of === 'places' && second.of === 'places')
		return { of: 'places', lng: pick(second.lng, first.lng), lat: pick(second.lat, first.lat) };
	if (first.of === 'areas' && second.of === 'areas')
		return { of: 'areas', rings: pick(second.rings, first.rings) };
	if (JSON.stringify(first) === JSON.stringify(second)) return second;
	throw new AppError('INPUT_INVALID', {
		message: `The layers ${a.id} of both results are of different things (${first.of} and ${second.of}, or of different cells): they cannot be subtracted.`
	});
}
