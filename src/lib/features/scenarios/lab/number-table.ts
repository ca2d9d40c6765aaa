import type { Words } from '#lib/model/alarm-rule.ts';
import type { ColumnClasses, ResultLayer } from '#lib/model/scenario/result.ts';
import { rowNames } from '#lib/model/scenario/row-names.ts';
import type { ComparedLayer } from '#lib/scenarios/compare-results.ts';

/** A column of numbers; null: none. */
export interface NumberColumn {
	/** Unique in the table. */
	readonly id: string;
	readonly title: Words;
	/** UCUM. */
	readonly unit: string;
	/** A difference has a sign; a share is in per cent. */
	readonly as: 'value' | 'difference' | 'share';
	/** What the numbers are called; absent: they stand for themselves. */
	readonly classes?: ColumnClasses | undefined;
	readonly values: readonly (number | null)[];
}

/** Rows that have a key and a name, and columns of numbers. */
export interface NumberTable {
	readonly keys: readonly string[];
	readonly names: readonly string[];
	readonly columns: readonly NumberColumn[];
}

/** How rows stand: by a column, or in the order of the layer. */
export interface TableOrder {
	/** `name`, the id of a column, or `own`: as the rows come. */
	readonly by: string;
	readonly descending: boolean;
}

/** A layer as a table, its rows named in a language. */
export const tableOf = (layer: ResultLayer, language: 'zh' | 'en'): NumberTable => ({
	keys: layer.keys,
	names: rowNames(layer, language),
	columns: layer.columns.map(({ name, title, unit, values, classes }) => ({
		...{ id: name, title, unit, values, classes },
		as: 'value'
	}))
});

/**
 * One column of two results: the one that is set against, the other, what differs, and that in per cent; rows that differ
 * by `hideBelow` or less are left out when it is more than 0.
 */
export function differenceTable(
	{ columns, ...layer }: ComparedLayer,
	column: string,
	{
		titles,
		language,
		hideBelow = 0
	}: {
		readonly language: 'zh' | 'en';
		readonly titles: readonly [a: Words, b: Words, difference: Words, share: Words];
		readonly hideBelow?: number;
	}
): NumberTable {
	const {
		unit = '1',
		classes,
		a = [],
		b = [],
		difference = []
	} = columns.find(({ name }) => name === column) ?? {};
	const { keys } = layer;
	const rows = keys
		.map((_, row) => row)
		.filter((row) => hideBelow <= 0 || Math.abs(difference[row] ?? Infinity) > hideBelow);
	const pick = <T>(values: readonly T[]) => rows.map((row) => values[row]!); // rows of the layer
	const share = (row: number) => {
		const [before, change] = [a[row] ?? null, difference[row] ?? null];
		return before === null || before === 0 || change === null ? null : change / Math.abs(before);
	};
	const [titleA, titleB, titleDifference, titleShare] = titles;
	return {
		keys: pick(keys),
		names: pick(rowNames(layer, language)),
		columns: [
			{ id: 'a', title: titleA, unit, classes, as: 'value', values: pick(a) },
			{ id: 'b', title: titleB, unit, classes, as: 'value', values: pick(b) },
			{ id: 'difference', title: titleDifference, unit, as: 'difference', values: pick(difference) },
			{ id: 'share', title: titleShare, unit: '%', as: 'share', values: rows.map(share) }
		]
	};
}

/** Places of the rows in this order, by no column in their own; differences by how large they are, whatever their sign. Rows without a value come last. */
export function orderedRows(
	{ keys, names, columns }: NumberTable,
	{ by, descending }: TableOrder
): readonly number[] {
	const rows = keys.map((_, row) => row);
	const sign = descending ? -1 : 1;
	if (by === 'name') return rows.sort((a, b) => sign * compareText(names[a]!, names[b]!) || a - b); // rows of the table
	const column = columns.find(({ id }) => id === by);
	if (!column) return rows;
	const { values, as } = column;
	const sizeOf = (row: number) => {
		const value = values[row] ?? null;
		return value === null ? undefined : as === 'value' ? value : Math.abs(value);
	};
	return rows.sort((a, b) => {
		const [left, right] = [sizeOf(a), sizeOf(b)];
		if (left === undefined || right === undefined)
			return (left === undefined ? 1 : 0) - (right === undefined ? 1 : 0) || a - b;
		return sign * (left - right) || a - b;
	});
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
