import { classOf } from '#lib/model/classes/value-classes.ts';
import type { ColumnValues } from '#lib/model/gather/gather.ts';
import type { FormName, LayerLegend, LayerLegendClass } from '../layer.ts';
import { classed, type Colouring } from '../styled/classed.ts';
import type { PointPositions } from './load-positions.ts';

/** How rows of a dataset are coloured by a column. */
export interface PaintedRows {
	/** Token of a row of the table; undefined when it says nothing. */
	readonly tokenOf: (row: number) => string | undefined;
	/** Tokens that `tokenOf` may answer. */
	readonly tokens: readonly string[];
	/** Place of its class in the key for each position; −1 where a row says nothing or does not pass the filters. */
	readonly classOfPlace: Int8Array;
	/** Numbers of the rows, NaN = not said; absent when the column has words. */
	readonly values: Float64Array | undefined;
	/** Greatest size of a number. */
	readonly highest: number;
	readonly legend: LayerLegend;
}

const CATEGORIES = ['--cat-1', '--cat-2', '--cat-3', '--cat-4', '--cat-5'];
const OTHERS = '--tx-2';
/** Of more rows than this every n-th is enough to cut classes from; all are counted. */
const ENOUGH = 100_000;

/** Colours and key for the rows that have a place and pass the linked filters. */
export function paintRows(
	{ field, column }: { readonly field: string; readonly column: ColumnValues },
	points: PointPositions,
	mask: Uint8Array | undefined,
	style: Colouring,
	form: FormName,
	beside: LayerLegend | undefined
): PaintedRows {
	const rows = mask ? points.row.filter((row) => mask[row] === 1) : points.row;
	const chosen = mask ? mask.reduce((sum, one) => sum + one, 0) : points.rows;
	const about = { form, field, rows: rows.length, unplaced: chosen - rows.length } as const;
	if (column.kind === 'category') return byWord(column, points.row, mask, about);
	const { values } = column;
	const own = Float64Array.from(rows, (row) => values[row] as number);
	const every = Math.ceil(own.length / ENOUGH);
	const basis = every > 1 ? own.filter((_, index) => index % every === 0) : own;
	const isSame = beside?.drawn?.form === form && beside.drawn.field === field;
	const colours = classed(own, style, { basis, beside: isSame ? beside : undefined });
	const highest = own.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
	return {
		tokenOf: (row) => colours.tokenOf(values[row] as number),
		tokens: colours.tokens,
		classOfPlace: classesOf(points.row, mask, (row) => classOf(values[row] as number, colours.classes)),
		values,
		highest,
		legend: {
			kind: 'number',
			metric: field,
			classes: colours.legend,
			missing: colours.missing,
			stale: 0,
			drawn: { ...about, highest: form === 'columns' && highest > 0 ? highest : undefined }
		}
	};
}

/** The commonest words of the whole column have colours of their own, the others one together. */
function byWord(
	{ codes, labels }: Extract<ColumnValues, { kind: 'category' }>,
	rows: Uint32Array,
	mask: Uint8Array | undefined,
	drawn: NonNullable<LayerLegend['drawn']>
): PaintedRows {
	const all = new Uint32Array(labels.length);
	for (const code of codes) if (code >= 0) all[code] = (all[code] as number) + 1;
	const order = [...all.keys()].filter((code) => all[code]).sort((a, b) => all[b]! - all[a]!);
	const named = order.slice(0, CATEGORIES.length);
	const place = new Int8Array(labels.length).fill(named.length);
	named.forEach((code, index) => (place[code] = index));
	const tokens = [...CATEGORIES.slice(0, named.length), OTHERS];
	const counts = new Uint32Array(tokens.length);
	const classOfPlace = classesOf(rows, mask, (row) => place[codes[row] as number] ?? -1);
	for (const found of classOfPlace) if (found >= 0) counts[found] = (counts[found] as number) + 1;
	const classes = named.map((code, index): LayerLegendClass => ({
		token: tokens[index] as string,
		count: counts[index] as number,
		label: labels[code] as string
	}));
	if (order.length > named.length) classes.push({ token: OTHERS, count: counts[named.length] as number });
	return {
		tokenOf: (row) => tokens[place[codes[row] as number] ?? -1],
		tokens,
		classOfPlace,
		values: undefined,
		highest: 0,
		legend: {
			kind: 'category',
			metric: drawn.field,
			classes,
			missing: drawn.rows - counts.reduce((sum, count) => sum + count, 0),
			stale: 0,
			drawn
		}
	};
}

/** Classes of the rows that pass the filters, in their order; −1 for the others. */
function classesOf(
	rows: Uint32Array,
	mask: Uint8Array | undefined,
	classOfRow: (row: number) => number
): Int8Array {
	const found = new Int8Array(rows.length);
	for (let index = 0; index < rows.length; index++) {
		const row = rows[index] as number;
		found[index] = mask && mask[row] !== 1 ? -1 : classOfRow(row);
	}
	return found;
}

/** Rows that are drawn when only some classes are wanted and pass the filters: 1 of the table's rows each. */
export function chosenRows(
	{ tokenOf }: PaintedRows,
	rows: Uint32Array,
	mask: Uint8Array | undefined,
	tokens: ReadonlySet<string> | undefined,
	count: number
): Uint8Array | undefined {
	if (!tokens) return mask;
	const chosen = new Uint8Array(count);
	for (const row of rows) if ((!mask || mask[row] === 1) && tokens.has(tokenOf(row) ?? '')) chosen[row] = 1;
	return chosen;
}
