import type { Dataset } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { gridOf, type CellGrid } from '#lib/model/gather/cell-grid.ts';
import type { H3Resolution, Hexagons, Squares } from '#lib/model/gather/cell-ground.ts';
import { gatherCells } from '#lib/model/gather/cells.ts';
import { endColumns } from '#lib/model/gather/ends.ts';
import { gatherFlows } from '#lib/model/gather/flows.ts';
import type { GatherAnswers, GatherKind, GatherRequests } from '#lib/model/gather/gather.ts';
import { gatherHeat } from '#lib/model/gather/heat.ts';
import { gatherPaths } from '#lib/model/gather/paths.ts';
import { placesOf, usualCell, type Places } from '#lib/model/gather/places.ts';
import { valuesOfWindows } from '#lib/model/gather/windows.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { columnNamed, numbers, type LoadedColumns } from './open-views.ts';

/** A dataset with its loaded tables, its own first. */
export interface GatherSource {
	readonly dataset: Dataset;
	readonly tables: readonly LoadedColumns[];
}

/** Ground places and cells that were reckoned for a table: a brush or a clock asks for them again and again. */
interface Known {
	places?: Places;
	ends?: readonly [from: Places, to: Places];
	squares?: CellGrid<Squares>;
	hexagons?: CellGrid<Hexagons>;
}

/** Answers what a map of many things asks of the rows of datasets. */
export class RowGatherer {
	readonly #known = new WeakMap<LoadedColumns, Known>();

	async gather<K extends GatherKind>(
		kind: K,
		source: GatherSource,
		request: GatherRequests[K]
	): Promise<GatherAnswers[K]> {
		return await this.#answers[kind](source, request);
	}

	readonly #answers: {
		readonly [K in GatherKind]: (
			source: GatherSource,
			request: GatherRequests[K]
		) => GatherAnswers[K] | Promise<GatherAnswers[K]>;
	} = {
		cells: (source, request) => {
			const table = firstOf(source);
			return gatherCells(this.#squares(table, request), questionOf(table, request));
		},
		hexagons: async (source, request) => {
			const table = firstOf(source);
			return gatherCells(await this.#hexagons(table, request.resolution), questionOf(table, request));
		},
		windows: async (source, request) => {
			const table = firstOf(source);
			const { resolution, length } = request;
			const grid =
				resolution === undefined ? this.#squares(table, request) : await this.#hexagons(table, resolution);
			return valuesOfWindows(grid, numbers(table, 't'), length, questionOf(table, request));
		},
		heat: (source, request) => {
			const table = firstOf(source);
			const places = this.#places(table, request.anchor);
			return gatherHeat(places, request.size ?? usualCell(places), choiceOf(table, request));
		},
		flows: (source, request) => {
			const table = firstOf(source);
			const [from, to] = this.#ends(source, request.anchor);
			return gatherFlows(from, to, request.size ?? usualCell(from), request.most, choiceOf(table, request));
		},
		paths: (source, request) => {
			const { journeys, vertices } = recordingOf(source);
			return gatherPaths(
				{
					first: numbers(journeys, 'first'),
					count: numbers(journeys, 'count'),
					lng: numbers(vertices, 'lng'),
					lat: numbers(vertices, 'lat')
				},
				request.most,
				choiceOf(journeys, request)
			);
		},
		column: (source, { field }) => copied(columnNamed(firstOf(source), field))
	};

	#of(table: LoadedColumns): Known {
		const known = this.#known.get(table) ?? {};
		this.#known.set(table, known);
		return known;
	}

	#places(table: LoadedColumns, anchor: LngLat): Places {
		return (this.#of(table).places ??= placesOf(
			numbers(table, 'lng'),
			numbers(table, 'lat'),
			new LocalFrame(anchor)
		));
	}

	#squares(table: LoadedColumns, { anchor, size }: GatherRequests['cells']): CellGrid<Squares> {
		const known = this.#of(table);
		const places = this.#places(table, anchor);
		const wanted = size ?? usualCell(places);
		if (known.squares?.ground.size !== wanted) known.squares = gridOf(places, wanted);
		return known.squares;
	}

	/** H3 comes with the first hexagons. */
	async #hexagons(table: LoadedColumns, resolution: H3Resolution): Promise<CellGrid<Hexagons>> {
		const { hexagonsOf } = await import('#lib/model/gather/hexagon-grid.ts');
		const known = this.#of(table);
		if (known.hexagons?.ground.resolution !== resolution)
			known.hexagons = hexagonsOf({ lng: numbers(table, 'lng'), lat: numbers(table, 'lat') }, resolution);
		return known.hexagons;
	}

	#ends(source: GatherSource, anchor: LngLat): readonly [from: Places, to: Places] {
		const known = this.#of(firstOf(source));
		return (known.ends ??= endsOf(source, new LocalFrame(anchor)));
	}
}

/** Where journeys begin and end: first and last vertex of a recording, or columns that say it. */
function endsOf(source: GatherSource, frame: LocalFrame): readonly [from: Places, to: Places] {
	const { dataset } = source;
	if (dataset.kind === 'trips') {
		const { journeys, vertices } = recordingOf(source);
		const first = numbers(journeys, 'first');
		const count = numbers(journeys, 'count');
		const lng = numbers(vertices, 'lng');
		const lat = numbers(vertices, 'lat');
		const at = (values: Float64Array, isEnd: boolean) =>
			first.map((start, row) => {
				const vertices = count[row] as number;
				return vertices > 0 ? (values[start + (isEnd ? vertices - 1 : 0)] as number) : NaN;
			});
		return [placesOf(at(lng, false), at(lat, false), frame), placesOf(at(lng, true), at(lat, true), frame)];
	}
	const columns = dataset.kind === 'points' ? endColumns(dataset.columns) : undefined;
	if (!columns)
		throw new AppError('QUERY_FAILED', {
			reason: 'noColumn',
			dataset: dataset.id,
			message: `The rows of ${dataset.id} are no journeys: there are no columns such as to_lng and to_lat.`
		});
	const table = firstOf(source);
	const places = ([lng, lat]: readonly [string, string]) =>
		placesOf(numbers(table, lng), numbers(table, lat), frame);
	return [places(columns.from), places(columns.to)];
}

function recordingOf({ dataset, tables }: GatherSource) {
	const [journeys, vertices] = tables;
	if (dataset.kind === 'trips' && journeys && vertices) return { journeys, vertices };
	throw new AppError('QUERY_FAILED', {
		reason: 'noColumn',
		dataset: dataset.id,
		message: `${dataset.id} is no recording of journeys.`
	});
}

function firstOf({ dataset, tables: [table] }: GatherSource): LoadedColumns {
	if (table) return table;
	throw new AppError('TABLE_UNKNOWN', { table: dataset.id, message: `${dataset.id} has no table.` });
}

const valuesOf = (table: LoadedColumns, field: string | undefined) =>
	field === undefined ? undefined : numbers(table, field);

const choiceOf = (
	table: LoadedColumns,
	{ mask, window }: Pick<GatherRequests['cells'], 'mask' | 'window'>
) => ({
	mask,
	window,
	times: window && numbers(table, 't')
});

const questionOf = (
	table: LoadedColumns,
	request: Pick<GatherRequests['cells'], 'aggregate' | 'field' | 'mask' | 'window'>
) => ({
	...choiceOf(table, request),
	aggregate: request.aggregate,
	values: valuesOf(table, request.field)
});

/** The worker keeps its own. */
const copied = (column: GatherAnswers['column']): GatherAnswers['column'] =>
	column.kind === 'number'
		? { kind: 'number', values: column.values.slice() }
		: { kind: 'category', codes: column.codes.slice(), labels: column.labels };

/** The memory of an answer, to be moved instead of copied. */
export function buffersOf(answer: unknown): ArrayBuffer[] {
	if (ArrayBuffer.isView(answer)) return [answer.buffer as ArrayBuffer];
	const isPlain = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
	return isPlain ? Object.values(answer).flatMap(buffersOf) : [];
}
