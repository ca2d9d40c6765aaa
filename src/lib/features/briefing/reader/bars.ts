import type { Figure } from '#lib/model/briefing/draft.ts';
import type { FigureRows } from './figure-rows.ts';

export interface Bar {
	readonly name: string;
	/** Null: no data, which is not zero. */
	readonly value: number | null;
	/** Where the bar begins and how long it is, parts of the width. */
	readonly from: number;
	readonly length: number;
}
export interface Bars {
	readonly nameTitle: string;
	readonly valueTitle: string;
	readonly bars: readonly Bar[];
}

/**
 * Bars of a question's rows by its two columns; without a choice the first of text and the first of numbers. Bars
 * begin at zero, below it on its left. Undefined when there is no such column or no row.
 */
export function barsOf(
	rows: FigureRows,
	{ label, value }: Pick<Extract<Figure, { kind: 'query' }>, 'label' | 'value'>
): Bars | undefined {
	const values = rows.find(({ name, type }) => (value === undefined ? type === 'number' : name === value));
	const names = rows.find((column) =>
		label === undefined ? column !== values && column.type !== 'number' : column.name === label
	);
	if (!values || !names || values.values.length === 0) return undefined;
	const amounts = values.values.map((amount) => (typeof amount === 'number' ? amount : null));
	const least = Math.min(0, ...amounts.map((amount) => amount ?? 0));
	const most = Math.max(0, ...amounts.map((amount) => amount ?? 0));
	const span = most - least || 1;
	return {
		nameTitle: names.name,
		valueTitle: values.name,
		bars: amounts.map((amount, row) => ({
			name: String(names.values[row] ?? '–'),
			value: amount,
			from: (Math.min(0, amount ?? 0) - least) / span,
			length: Math.abs(amount ?? 0) / span
		}))
	};
}
