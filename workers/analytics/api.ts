import { tableToIPC } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';
import type { Dataset } from '#lib/model/city.ts';
import type { GatherAnswers, GatherKind, GatherRequests } from '#lib/model/gather/gather.ts';
import type { Cube, Stretch } from '#lib/queries/cubes/cube.ts';
import type { Allowed, LinkedViews, Totals } from '#lib/queries/cubes/linked-views.ts';
import type { LiveAnswer } from '#lib/queries/cubes/live/live-views.ts';
import type { ViewDefinition } from '#lib/queries/cubes/view-definition.ts';
import { toLocalMacro } from '#lib/queries/local-time.ts';
import { TimeZone } from '#lib/queries/time-zone.ts';
import { transfer, type Transfer } from '../rpc.ts';
import type {
	AnalyticsOptions,
	MemoryUse,
	OpenedViews,
	QueryResult,
	SaidFilter,
	SqlAnswer,
	TableInfo
} from './contract.ts';
import { buildingValues, type BuildingValues } from './building-values.ts';
import { Database, type OpenBindings } from './database.ts';
import { isStream, quoted, tablesOf, viewSql, type TableSource } from './datasets.ts';
import { RowGatherer, buffersOf } from './gather-rows.ts';
import { liveApi, movedAnswer } from './live-api.ts';
import { cubeBuffers } from './live-dataset.ts';
import { LiveDatasets, liveTableInfo, type WantLive } from './live-datasets.ts';
import { loadTable, type Fetch, type LoadProgress } from './load-table.ts';
import { openLinkedViews, type LoadedColumns } from './open-views.ts';
import { checkReadOnly } from './read-only.ts';
import { resultColumns } from '#lib/queries/result-columns.ts';

/** WebAssembly memory and typed arrays after which nothing more is loaded, bytes. */
const MEMORY_BUDGET = 1.5 * 2 ** 30;

/** Rows a result shows at most unless the caller asks for fewer or more. */
export const ROW_CAP = 10_000;

/** What the worker does; its type is the contract with `client.ts`. */
export function createAnalyticsApi(effects: { openBindings: OpenBindings; fetch: Fetch; budget?: number }) {
	const { budget = MEMORY_BUDGET } = effects;
	let options: AnalyticsOptions | undefined;
	let zone: TimeZone | undefined;
	let database: Promise<Database> | undefined;
	const loading = new Map<string, Promise<void>>();
	const loaded = new Map<string, LoadedColumns>();
	const views = new Map<number, LinkedViews>();
	let nextViews = 1;
	const gatherer = new RowGatherer();
	let wantLive: WantLive = () => undefined;
	const streams = new LiveDatasets(
		() => started().zone,
		(...wish) => wantLive(...wish)
	);

	const started = () => {
		if (!options || !zone) throw new AppError('INTERNAL', { message: 'analytics was not started' });
		return { ...options, zone };
	};

	const open = () =>
		(database ??= effects.openBindings().then((bindings) => {
			const opened = new Database(bindings);
			opened.run('CREATE SCHEMA pack');
			opened.run(toLocalMacro(started().timezone));
			return opened;
		}));

	/** Typed arrays for charts and live rows. */
	const columnBytes = () => {
		let bytes = streams.bytes;
		for (const table of loaded.values())
			for (const column of table.columns.values())
				bytes += column.kind === 'number' ? column.values.byteLength : column.codes.byteLength;
		return bytes;
	};

	/** Throws QUERY_FAILED when so much more does not fit; `what` needs it. */
	const refuseOverBudget = async (dataset: string, wanted: number, what: string) => {
		const used = (database ? (await database).memory() : 0) + columnBytes();
		if (used + wanted <= budget) return;
		throw new AppError('QUERY_FAILED', {
			reason: 'memory',
			dataset,
			used,
			wanted,
			budget,
			message: `${what}; close what is open or ask for fewer datasets.`
		});
	};

	const sources = () => started().datasets.flatMap(tablesOf);

	const linkedViews = (id: number): LinkedViews => {
		const linked = views.get(id);
		if (!linked) throw new AppError('INTERNAL', { message: `views ${id} are closed` });
		return linked;
	};

	async function loadDataset(dataset: Dataset, onProgress?: (p: LoadProgress) => void, signal?: AbortSignal) {
		const db = await open();
		const wanted = wantedBytes(dataset);
		const megabytes = Math.ceil(wanted / 2 ** 20);
		await refuseOverBudget(
			dataset.id,
			wanted,
			`${dataset.id} would need about ${megabytes} MB more than the memory budget leaves`
		);
		const { packUrl, timezone } = started();
		const tables = tablesOf(dataset);
		for (const source of tables) {
			db.run(`DROP TABLE IF EXISTS pack.${quoted(source.table)}`); // of a load that was broken off
			const url = new URL(source.file, packUrl).href;
			const read = { ...(onProgress ? { onProgress } : {}), ...(signal ? { signal } : {}) };
			loaded.set(source.table, await loadTable(db, source, url, effects.fetch, read));
		}
		for (const source of tables) db.run(viewSql(source, dataset, timezone));
	}

	const api = {
		/** Says which city; DuckDB itself starts with the first call that needs it. `onWantLive` hears which live rows are wanted. */
		start(given: AnalyticsOptions, onWantLive?: WantLive): void {
			options = given;
			zone = new TimeZone(given.timezone);
			if (onWantLive) wantLive = onWantLive;
		},

		/** Says which datasets there are now; those that went take their tables with them. */
		async setDatasets(datasets: readonly Dataset[]): Promise<void> {
			const gone = started().datasets.filter(
				(old) => !datasets.some(({ id, file }) => id === old.id && file === old.file)
			);
			options = { ...started(), datasets };
			const db = database ? await database : undefined;
			for (const dataset of gone) {
				streams.drop(dataset.id);
				await loading.get(dataset.id)?.catch(() => undefined);
				loading.delete(dataset.id);
				for (const { table } of tablesOf(dataset)) {
					loaded.delete(table);
					db?.run(`DROP VIEW IF EXISTS ${quoted(table)}`);
					db?.run(`DROP TABLE IF EXISTS pack.${quoted(table)}`);
				}
			}
		},

		/** Loads a dataset's tables; a second call waits for or finds the first. */
		async load(id: string, onProgress?: (p: LoadProgress) => void, signal?: AbortSignal): Promise<void> {
			const dataset = started().datasets.find((candidate) => candidate.id === id);
			if (!dataset) throw new AppError('TABLE_UNKNOWN', { table: id, message: `There is no dataset ${id}.` });
			if (isStream(dataset)) {
				if (!streams.has(id)) await refuseOverBudget(id, 0, `The memory budget leaves nothing for ${id}`);
				return void (await streams.ready(dataset, signal));
			}
			const running = loading.get(id);
			if (running) {
				await running.catch(() => undefined);
				// Whoever began it may have given it up, or it failed: then it is ours to do.
				return loading.get(id) === running ? undefined : api.load(id, onProgress, signal);
			}
			const task = loadDataset(dataset, onProgress, signal);
			loading.set(id, task);
			await task.catch((cause: unknown) => {
				loading.delete(id);
				throw cause;
			});
		},

		/** Every table there is or could be, with columns and rows of those that are loaded. */
		async tables(): Promise<TableInfo[]> {
			const db = database ? await database : undefined;
			return sources().map((source) => {
				const live = streams.of(source.dataset);
				if (live) return liveTableInfo(source, live.rows);
				const columns = loaded.has(source.table) && db ? describe(db, source) : [];
				const rows = loaded.get(source.table)?.rows ?? source.rows;
				return { name: source.table, dataset: source.dataset, loaded: columns.length > 0, rows, columns };
			});
		},

		/** Runs one reading statement. Datasets that it names are loaded first. */
		async sql(text: string, maxRows: number = ROW_CAP, signal?: AbortSignal): Promise<QueryResult> {
			const { table, truncated, milliseconds } = await query(text, maxRows, signal);
			return { columns: resultColumns(table), rowCount: table.numRows, truncated, milliseconds };
		},

		/** The first rows of one reading statement's answer as an Arrow IPC stream. */
		async answer(text: string, maxRows: number, signal?: AbortSignal) {
			const { table, truncated, milliseconds } = await query(text, maxRows, signal);
			const bytes = tableToIPC(table, 'stream');
			return transfer<SqlAnswer>({ bytes, rows: table.numRows, truncated, milliseconds }, [
				bytes.buffer as ArrayBuffer // of a new array
			]);
		},

		/** A query's result as values of buildings, for recolouring the city. */
		async buildingValues(text: string, signal?: AbortSignal) {
			const { table } = await query(text, Infinity, signal);
			const values = buildingValues(table, buildingCount());
			const parts = values.kind === 'number' ? values.values : values.codes;
			return transfer<BuildingValues>(values, [values.ids.buffer, parts.buffer] as ArrayBuffer[]);
		},

		/** WebAssembly and typed-array memory in use. */
		async memory(): Promise<MemoryUse> {
			const used = database ? (await database).memory() : 0;
			const needed = database ? (await database).inUse() : 0;
			const columns = columnBytes();
			return { used, budget, columns, needed };
		},

		/**
		 * Opens linked views over a dataset's (first) table; answers their axes and unfiltered counts. Over live rows
		 * `onGrown` hears of every change; `held`: filters that hold from the start.
		 */
		async openViews(
			dataset: string,
			definitions: readonly ViewDefinition[],
			signal?: AbortSignal,
			onGrown?: (answer: Transfer<LiveAnswer>) => void,
			held: readonly SaidFilter[] = []
		): Promise<OpenedViews> {
			await api.load(dataset, undefined, signal);
			const id = nextViews++;
			const live = streams.open(dataset, id, definitions, (grown) => onGrown?.(movedAnswer(grown)), held);
			if (live) {
				const { rows, layouts, totals } = live;
				return { id, rows, layouts, totals, live };
			}
			const source = sources().find((candidate) => candidate.dataset === dataset);
			const table = source && loaded.get(source.table);
			if (!table)
				throw new AppError('TABLE_UNKNOWN', { table: dataset, message: `${dataset} has no table.` });
			const { linked, layouts } = openLinkedViews(table, definitions, started().zone);
			views.set(id, linked);
			return { id, rows: table.rows, layouts, totals: linked.totals() };
		},

		/** Sets or removes one view's filter; answers all counts. */
		setFilter(id: number, view: string, allowed?: Allowed): Totals {
			const linked = linkedViews(id);
			linked.setFilter(view, allowed);
			return linked.totals();
		},

		/** The cube with which a brush on this view is answered. */
		cube(id: number, view: string) {
			const cube = linkedViews(id).cube(view);
			return transfer<Cube>(cube, cubeBuffers(cube));
		},

		/** What a map of many things draws of a dataset's rows. */
		async gather<K extends GatherKind>(kind: K, request: GatherRequests[K], signal?: AbortSignal) {
			const dataset = await loadedDataset(request.dataset, signal);
			const tables = tablesOf(dataset).flatMap(({ table }) => loaded.get(table) ?? []);
			const answer = await gatherer.gather(kind, { dataset, tables }, request);
			return transfer<GatherAnswers[GatherKind]>(answer, buffersOf(answer));
		},

		/** 1 for every row that passes all filters (and the brush). */
		mask(id: number, brush?: { readonly id: string; readonly stretches: readonly Stretch[] }) {
			const mask = linkedViews(id).mask(brush);
			return transfer(mask, [mask.buffer]);
		},

		closeViews(id: number): void {
			views.delete(id);
			streams.close(id);
		},

		...liveApi(streams)
	};

	async function loadedDataset(id: string, signal: AbortSignal | undefined): Promise<Dataset> {
		await api.load(id, undefined, signal);
		return started().datasets.find((dataset) => dataset.id === id) as Dataset; // it was loaded
	}

	async function query(text: string, maxRows: number, signal: AbortSignal | undefined) {
		const db = await open();
		const named = new Set(db.words(text).map((word) => word.text.replaceAll('"', '').toLowerCase()));
		try {
			for (const source of sources())
				if (named.has(source.table.toLowerCase())) await api.load(source.dataset, undefined, signal);
			signal?.throwIfAborted();
			const start = performance.now();
			const prepare = () => {
				for (const source of sources())
					if (named.has(source.table.toLowerCase())) streams.of(source.dataset)?.bringUp(db, source.table);
				checkReadOnly(db, text);
			};
			const result = await db.query(text, { maxRows, prepare, ...(signal ? { signal } : {}) });
			return { ...result, milliseconds: performance.now() - start };
		} catch (cause) {
			throw signal?.aborted ? new AppError('QUERY_CANCELLED', {}, { cause }) : cause;
		}
	}

	const buildingCount = () => started().datasets.find(({ kind }) => kind === 'buildings')?.rows ?? 0;

	return api;
}

export type AnalyticsApi = ReturnType<typeof createAnalyticsApi>;

function describe(database: Database, source: TableSource) {
	const names = resultColumns(database.run(`DESCRIBE ${quoted(source.table)}`));
	const [column, type] = names;
	return (column?.values ?? []).map((name, row) => ({ name: String(name), type: String(type?.values[row]) }));
}

/** What a dataset will take, bytes. */
function wantedBytes(dataset: Dataset): number {
	// Twelve bytes a value: ten million rows of five numbers took 505 MB, and a file's bytes come on top
	// while it is taken in.
	const columns = 'columns' in dataset ? dataset.columns.length + 4 : 6;
	return dataset.rows * columns * 12;
}
