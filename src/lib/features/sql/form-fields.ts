import { z } from 'zod';
import type { SqlColumn } from '#lib/model/sql.ts';
import type { ParameterMeta } from '#lib/queries/parameters.ts';
import type { QueryText } from '#lib/queries/query.ts';

/** Tables that a form may offer. */
export type Choices = readonly {
	readonly kind: string;
	readonly name: string;
	readonly title: QueryText;
	readonly columns: readonly SqlColumn[];
}[];

/** One row of a question's form. */
export type FormField = {
	readonly name: string;
	readonly title: QueryText;
} & (
	| {
			readonly kind: 'number';
			/** UCUM code. */
			readonly unit: string;
			readonly least: number;
			readonly most: number;
			readonly whole: boolean;
			readonly standard: number;
	  }
	| {
			readonly kind: 'choice';
			readonly options: readonly { readonly value: string; readonly title: QueryText | undefined }[];
			readonly standard: string;
			/** The field with the table whose columns these are. */
			readonly of?: string;
			/** Columns by table, when `of` says which. */
			readonly columns?: Readonly<Record<string, readonly string[]>>;
	  }
);

const TABLES = new Set(['points', 'trips', 'history']);
/** Columns that every history has; its metrics are the others. */
const NO_METRIC = new Set(['id', 'title', 't', 'local_time', 'received', 'lng', 'lat', 'quality']);

/** The form of a question's parameters; undefined when the city has nothing that one of them could be. */
export function fieldsOf(parameters: z.ZodObject, choices: Choices): FormField[] | undefined {
	const said = Object.entries(parameters.shape).flatMap(([name, schema]) => {
		const meta = (schema as z.ZodType).meta()?.['form'] as ParameterMeta | undefined; // written by parameters.ts
		return meta ? [{ name, schema: schema as z.ZodType, meta }] : [];
	});
	const table = said.find(({ meta }) => meta.choose && TABLES.has(meta.choose));
	const column = said.find(({ meta }) => meta.choose && !TABLES.has(meta.choose));
	const tables = choices.filter(
		({ kind, columns }) =>
			kind === table?.meta.choose &&
			(!column || columns.some((candidate) => fits(column.meta.choose, candidate)))
	);
	if (table && tables.length === 0) return undefined;
	return said.map(({ name, schema, meta }): FormField => {
		const { title, unit = '1', choose } = meta;
		if (choose && TABLES.has(choose)) {
			const options = tables.map((one) => ({ value: one.name, title: one.title }));
			return { kind: 'choice', name, title, options, standard: options[0]!.value }; // there is one, see above
		}
		if (choose) {
			const columns = Object.fromEntries(
				tables.map((one) => [
					one.name,
					one.columns.filter((candidate) => fits(choose, candidate)).map((candidate) => candidate.name)
				])
			);
			const first = columns[tables[0]!.name] ?? []; // a column is asked for beside a table
			const options = first.map((value) => ({ value, title: undefined }));
			return { kind: 'choice', name, title, options, standard: first[0] ?? '', columns, of: table!.name };
		}
		return { kind: 'number', name, title, unit, ...rangeOf(schema) };
	});
}

function fits(choose: ParameterMeta['choose'], { name, type }: SqlColumn): boolean {
	const isNumber = type !== 'VARCHAR' && type !== 'TIMESTAMP' && type !== 'BOOLEAN';
	if (choose === 'metric') return isNumber && !NO_METRIC.has(name);
	if (choose === 'number') return isNumber && !['t', 'lng', 'lat', 'cell', 'id', 'row'].includes(name);
	return type === 'VARCHAR';
}

function rangeOf(schema: z.ZodType) {
	const described = z.toJSONSchema(schema, { io: 'input' });
	const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER, type, default: standard } = described;
	return { least: minimum, most: maximum, whole: type === 'integer', standard: Number(standard ?? minimum) };
}
