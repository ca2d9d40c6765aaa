import { tableFromIPC } from 'apache-arrow';
import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import { formatValue } from '#lib/model/briefing/format-value.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import { resultColumns, type ResultColumn } from '#lib/queries/result-columns.ts';
import { longInstant } from './instant-words.ts';
import type { ExportSource } from './export-source.ts';

type FrozenFigure = Briefing['figures'][string];
export type RowsFigure = Extract<FrozenFigure, { readonly rows: string }>;

/** Rows of a figure as text: what was frozen, in the words of a language. */
export interface FigureTable {
	readonly head: readonly string[];
	readonly rows: readonly (readonly string[])[];
	/** Columns that hold numbers. */
	readonly numeric: readonly boolean[];
}

/** Columns of a figure's frozen rows. */
export const figureColumns = (source: ExportSource, { rows }: RowsFigure): readonly ResultColumn[] =>
	resultColumns(tableFromIPC(source.file(rows)));

/** The rows of a figure, as a table says them. `words`: heads of a series' two columns. */
export function figureTable(
	source: ExportSource,
	figure: RowsFigure,
	language: BriefingLanguage,
	words: { readonly time: string; readonly value: string }
): FigureTable {
	const columns = figureColumns(source, figure);
	const unit = figure.kind === 'series' ? figure.unit : '';
	const decimals = figure.kind === 'series' ? figure.decimals : undefined;
	const cell = ({ name, type, values }: ResultColumn, row: number): string => {
		const value = values[row] ?? null;
		if (figure.kind === 'series' && name === 'at' && typeof value === 'number')
			return longInstant(source.briefing, value, language);
		if (value === null || (type === 'number' && typeof value === 'number'))
			return formatValue({ value: value as number | null, unit, decimals }, language);
		return String(value);
	};
	return {
		head: figure.kind === 'series' ? [words.time, words.value] : columns.map(({ name }) => name),
		numeric: columns.map(
			({ name, type }) => type === 'number' && !(figure.kind === 'series' && name === 'at')
		),
		rows: (columns[0]?.values ?? []).map((_, row) => columns.map((column) => cell(column, row)))
	};
}
