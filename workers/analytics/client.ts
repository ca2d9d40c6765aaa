import type { Dataset } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Gather, GatherAnswers } from '#lib/model/gather/gather.ts';
import { connect, type Remote } from '../rpc.ts';
import type { AnalyticsApi } from './api.ts';
import type { AnalyticsOptions, MemoryUse, QueryResult, SqlAnswer, TableInfo } from './contract.ts';
import type { BuildingValues } from './building-values.ts';
import { LinkedViewsClient } from './linked-views-client.ts';
import type { LoadProgress } from './load-table.ts';
import type { ViewDefinition } from '#lib/queries/cubes/view-definition.ts';

export type { AnalyticsOptions, BuildingValues, LoadProgress, MemoryUse, QueryResult, SqlAnswer, TableInfo };
export type { Cell, ResultColumn } from '#lib/queries/result-columns.ts';
export type { Brush, BrushAnswer, LinkedViewsClient, ViewTotals } from './linked-views-client.ts';

/** Questions to the city's data. DuckDB and the worker start with the first one. */
export interface Analytics {
	/** Loads a dataset's tables. Optional: `sql` and `openViews` load what they name. */
	load(
		dataset: string,
		options?: { onProgress?: (p: LoadProgress) => void; signal?: AbortSignal }
	): Promise<void>;
	/** Says which datasets there are now: the pack's and those of this browser. */
	setDatasets(datasets: readonly Dataset[]): void;
	/** The schema tree. */
	tables(): Promise<TableInfo[]>;
	/** Runs one reading statement; QUERY_FAILED has `line`, `character` when DuckDB says them. */
	sql(text: string, options?: { maxRows?: number; signal?: AbortSignal }): Promise<QueryResult>;
	/** The same statement's answer, of as many rows as wanted, as an Arrow stream for files. */
	answer(text: string, options: { maxRows: number; signal?: AbortSignal }): Promise<SqlAnswer>;
	/** A query whose result has a building id column and a value column, for recolouring. */
	buildingValues(sql: string, options?: { signal?: AbortSignal }): Promise<BuildingValues>;
	/** A column of `buildings` as values, for recolouring. */
	buildingColumn(column: string, options?: { signal?: AbortSignal }): Promise<BuildingValues>;
	memory(): Promise<MemoryUse>;
	/** Opens charts (and the map) that filter each other. */
	openViews(
		dataset: string,
		views: readonly ViewDefinition[],
		options?: { signal?: AbortSignal }
	): Promise<LinkedViewsClient>;
	/** What a map of many things draws of a dataset's rows; loads it when it must. */
	gather: Gather;
	/** Ends the worker and gives its memory back; the next question starts a new one. */
	restart(): void;
	/** Ends the worker for good. */
	close(): void;
}

/** `signal` closes it. `packUrl` may be relative to the page. */
export function startAnalytics(options: AnalyticsOptions & { readonly signal?: AbortSignal }): Analytics {
	let running: { worker: Worker; api: ReturnType<typeof connect<AnalyticsApi>> } | undefined;
	let closed = false;
	let { datasets } = options;
	const openViews = new Set<LinkedViewsClient>();

	const start = (): Remote<AnalyticsApi> => {
		if (closed) throw new AppError('ABORTED', { message: 'analytics is closed' });
		if (running) return running.api;
		const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'analytics' });
		const api = connect<AnalyticsApi>(worker);
		const crashed = (message: string) => {
			if (running?.worker === worker) stop(new AppError('WORKER_CRASHED', { message }));
		};
		worker.addEventListener('error', (event) =>
			crashed(event.message || 'the analytics worker did not start')
		);
		worker.addEventListener('messageerror', () => crashed('a message could not be read'));
		running = { worker, api };
		const { packUrl, timezone } = options;
		void api.start({
			packUrl: new URL(packUrl, location.href).href,
			datasets: plainCopy(datasets),
			timezone
		});
		return api;
	};

	const stop = (reason: AppError) => {
		running?.worker.terminate();
		running?.api.fail(reason);
		running = undefined;
		openViews.clear();
	};

	const close = () => {
		closed = true;
		stop(new AppError('ABORTED', { message: 'analytics was closed' }));
	};
	options.signal?.addEventListener('abort', close, { once: true });

	/** Calls the worker; after a trap of DuckDB the next call gets a new worker. */
	const ask = async <T>(call: (api: Remote<AnalyticsApi>) => Promise<T>): Promise<T> => {
		try {
			return await call(start());
		} catch (thrown) {
			if (thrown instanceof AppError && thrown.code === 'WORKER_CRASHED') stop(thrown);
			throw thrown;
		}
	};

	/**
	 * WebAssembly memory never shrinks: when a question finds it used up and no views are open, it is
	 * asked again of a fresh worker that holds only what it names.
	 */
	const askAgain = async <T>(call: (api: Remote<AnalyticsApi>) => Promise<T>): Promise<T> => {
		try {
			return await ask(call);
		} catch (thrown) {
			const full = thrown instanceof AppError && thrown.details['reason'] === 'memory';
			if (!full || openViews.size > 0) throw thrown;
			stop(new AppError('ABORTED', { message: 'analytics was restarted: its memory was used up' }));
			return ask(call);
		}
	};
	const values = (sql: string, signal: AbortSignal | undefined) =>
		askAgain((api) => api.buildingValues(sql, signal));

	return {
		load: (dataset, { onProgress, signal } = {}) => ask((api) => api.load(dataset, onProgress, signal)),
		setDatasets(next) {
			datasets = next;
			if (running) void ask((api) => api.setDatasets(plainCopy(next))).catch(() => undefined); // a worker that died is told when it starts
		},
		tables: () => ask((api) => api.tables()),
		sql: (text, { maxRows, signal } = {}) => askAgain((api) => api.sql(text, maxRows, signal)),
		answer: (text, { maxRows, signal }) => askAgain((api) => api.answer(text, maxRows, signal)),
		buildingValues: (sql, { signal } = {}) => values(sql, signal),
		buildingColumn: (column, { signal } = {}) =>
			values(`SELECT id, "${column.replaceAll('"', '""')}" FROM buildings`, signal),
		memory: () => ask((api) => api.memory()),
		openViews: (dataset, definitions, { signal } = {}) =>
			askAgain(async (api) => {
				const opened = await api.openViews(dataset, plainCopy(definitions), signal);
				const views = new LinkedViewsClient(api, opened, () => openViews.delete(views));
				openViews.add(views);
				return views;
			}),
		gather: async (kind, request, signal) =>
			// The worker answers what was asked for.
			(await askAgain((api) => api.gather(kind, request, signal))) as GatherAnswers[typeof kind],
		restart: () => stop(new AppError('ABORTED', { message: 'analytics was restarted' })),
		close
	};
}

/** A reactive proxy does not cross to a worker. */
const plainCopy = <T>(json: T): T => JSON.parse(JSON.stringify(json)) as T; // datasets and definitions are JSON
