import type { CityManifest, Dataset } from '#lib/model/city.ts';
import { QUERIES } from '#lib/queries/registry.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** A ready-made question with this city's own tables in it. */
export interface Example {
	readonly id: string;
	readonly title: () => string;
	readonly sql: string;
}

type Choice = Readonly<Record<string, string | undefined>>;

/** What each kind of parameter can be in one dataset: tables are named as the analytics worker names them. */
function choicesIn(dataset: Dataset): Choice {
	const table = dataset.id.replaceAll('-', '_');
	if (dataset.kind === 'trips') return { trips: `trips_${table}` };
	if (dataset.kind !== 'points') return {};
	const first = (kind: string) => dataset.columns.find((column) => column.kind === kind)?.name;
	return { points: table, number: first('number'), category: first('category') };
}

const TITLES: Readonly<Record<string, () => string>> = {
	query_points_per_building_cell: m.query_points_per_building_cell,
	query_sum_per_building_cell: m.query_sum_per_building_cell,
	query_sum_per_cell: m.query_sum_per_cell,
	query_tallest_buildings: m.query_tallest_buildings,
	query_buildings_by_use: m.query_buildings_by_use,
	query_estimated_heights: m.query_estimated_heights,
	query_trips_per_hour: m.query_trips_per_hour
};

/** The ready-made questions that this city's data can answer, once for each dataset they fit. */
export function examplesOf(city: CityManifest): Example[] {
	const kinds = new Set(city.datasets.map(({ kind }) => kind));
	return QUERIES.flatMap((query): Example[] => {
		if (!query.needs.every((kind) => kinds.has(kind))) return [];
		const fields = Object.entries(query.parameters.shape);
		const wanted = fields.map(
			([name, field]) => [name, (field.meta() as { choose?: string } | undefined)?.choose] as const
		);
		const asks = wanted.some(([, choose]) => choose !== undefined);
		const sources = asks
			? city.datasets.map((dataset) => ({ dataset, choices: choicesIn(dataset) }))
			: [{ dataset: undefined, choices: {} as Choice }];
		return sources.flatMap(({ dataset, choices }): Example[] => {
			const filled = Object.fromEntries(
				wanted.flatMap(([name, choose]) => (choose && choices[choose] ? [[name, choices[choose]]] : []))
			);
			const parsed = query.parameters.safeParse(filled);
			if (!parsed.success) return [];
			const title = () => {
				const words = TITLES[query.title]?.() ?? query.id;
				return dataset
					? m.example_of({
							question: words,
							dataset: getLocale() === 'en' ? dataset.title.en : dataset.title.zh
						})
					: words;
			};
			// The parameters were parsed by this very query's schema.
			return [
				{
					id: `${query.id}:${dataset?.id ?? ''}`,
					title,
					sql: (query.sql as (parameters: unknown) => string)(parsed.data)
				}
			];
		});
	});
}
