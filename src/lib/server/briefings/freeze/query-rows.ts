import { DataType, tableFromIPC, type Table } from 'apache-arrow';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import { saidError } from '#lib/model/said-error.ts';

type QueryFigure = Extract<Briefing['figures'][string], { kind: 'query' }>;
type ColumnKind = QueryFigure['columns'][number]['kind'];

/** Rows of an answer in SQL, as its Arrow stream has them. */
export class QueryRows {
	readonly columns: QueryFigure['columns'];
	readonly #table: Table;
	readonly #minute: Intl.DateTimeFormat;

	/** `timezone` is the one that times are written in. */
	constructor(bytes: Uint8Array, timezone: string) {
		this.#table = tableFromIPC(bytes);
		this.columns = this.#table.schema.fields.map(({ name, type }) => ({
			name,
			kind: kindOf(type as DataType) // a field's own type
		}));
		this.#minute = new Intl.DateTimeFormat('sv-SE', {
			timeZone: timezone,
			dateStyle: 'short',
			timeStyle: 'short'
		});
	}

	/** One column of the first row; null when there is no row or nothing in it. Throws QUERY_FAILED without that column. */
	first(column: string): number | string | null {
		const kind = this.kindOf(column);
		const item: unknown = this.#table.numRows > 0 ? this.#table.getChild(column)?.get(0) : null;
		if (item === null || item === undefined) return null;
		if (kind === 'time') return this.#minute.format(Number(item));
		if (kind === 'text') return String(item);
		const value = Number(item);
		return Number.isFinite(value) ? value : null;
	}

	/** Throws QUERY_FAILED, which names the columns that are there. */
	kindOf(column: string): ColumnKind {
		const found = this.columns.find(({ name }) => name === column);
		if (found) return found.kind;
		throw saidError('QUERY_FAILED', {
			zh: `查询结果没有“${column}”列；有：${this.columns.map(({ name }) => name).join('、')}。`,
			en: `The answer has no column '${column}'; it has: ${this.columns.map(({ name }) => name).join(', ')}.`
		});
	}
}

function kindOf(type: DataType): ColumnKind {
	if (DataType.isInt(type) || DataType.isFloat(type)) return 'number';
	return DataType.isTimestamp(type) || DataType.isDate(type) ? 'time' : 'text';
}
