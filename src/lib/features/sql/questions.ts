import type { z } from 'zod';
import type { CityManifest, Dataset } from '#lib/model/city.ts';
import type { SqlTable } from '#lib/model/sql.ts';
import type { Query, QueryText } from '#lib/queries/query.ts';
import { QUERIES } from '#lib/queries/registry.ts';
import { fieldsOf, type Choices, type FormField } from './form-fields.ts';

/** Where a statement runs: over the data of this page, or over the server's history. */
export type Place = 'browser' | 'server';

/** A ready-made question that can be asked now, with what its form offers. */
export interface Question {
	readonly id: string;
	/** Theme, or undefined for the city. */
	readonly theme: string | undefined;
	readonly title: QueryText;
	readonly about: QueryText;
	readonly shows: Query['shows'];
	readonly fields: readonly FormField[];
	/** The statement, of a form's values. Throws a ZodError for a value that the form should not have let through. */
	sql(values: Readonly<Record<string, unknown>>): string;
}

/** The questions that a place can answer of a city, in the registry's order. */
export function questionsFor(
	place: Place,
	city: Pick<CityManifest, 'datasets'>,
	tables: readonly SqlTable[]
): Question[] {
	const choices = choicesOf(city.datasets, tables);
	const kinds = new Set(city.datasets.map(({ kind }) => kind));
	const layers = new Set(tables.flatMap(({ source }) => ('layer' in source ? [source.layer] : [])));
	return (QUERIES as readonly Query[]).flatMap((query): Question[] => {
		const { id, theme, title, about, shows, needs = [], layers: asked = [], parameters } = query;
		const fields = fieldsOf(parameters, choices);
		const isPossible =
			needs.every((kind) => kinds.has(kind) && (place === 'browser' || kind !== 'trips')) &&
			asked.every((layer) => place === 'server' && layers.has(layer)) &&
			fields !== undefined;
		if (!isPossible) return [];
		const sql = (values: Readonly<Record<string, unknown>>) =>
			query.sql(parameters.parse(values) as z.output<z.ZodObject>);
		return [{ id, theme, title, about, shows, fields, sql }];
	});
}

/** The statement that stands in an empty editor: the first question of the browser's, with its defaults. */
export function firstStatement(city: Pick<CityManifest, 'datasets'>): string {
	const [first] = questionsFor('browser', city, city.datasets.flatMap(tableOf));
	return first
		? first.sql(Object.fromEntries(first.fields.map(({ name, standard }) => [name, standard])))
		: '';
}

/** What each kind of parameter may be: the columns of every table, and whose history or events it has. */
function choicesOf(datasets: readonly Dataset[], tables: readonly SqlTable[]): Choices {
	const kindOf = (table: SqlTable): Dataset['kind'] | 'history' | undefined =>
		'layer' in table.source
			? 'history'
			: datasets.find(({ id }) => 'dataset' in table.source && table.source.dataset === id)?.kind;
	return tables.flatMap((table) => {
		const kind = kindOf(table);
		// Of a recording only its journeys are asked.
		if (kind === undefined || /_vertices$/.test(table.name)) return [];
		return [{ kind, name: table.name, title: table.title, columns: table.columns }];
	});
}

/** A dataset's table by its declaration, before DuckDB has started. */
function tableOf(dataset: Dataset): SqlTable[] {
	const name = dataset.id.replaceAll('-', '_');
	const columns = 'columns' in dataset ? dataset.columns : [];
	return [
		{
			name: dataset.kind === 'trips' ? `trips_${name}` : name,
			title: dataset.title,
			source: { dataset: dataset.id },
			columns: columns.map((column) => ({
				name: column.name,
				type: column.kind === 'number' ? 'DOUBLE' : 'VARCHAR'
			}))
		}
	];
}
