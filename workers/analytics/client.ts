import type { Dataset } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Gather, GatherAnswers } from '#lib/model/gather/gather.ts';
import { transfer, type Remote } from '../rpc.ts';
import type { AnalyticsApi } from './api.ts';
import type { AnalyticsOptions, MemoryUse, QueryResult, SqlAnswer, TableInfo } from './contract.ts';
import type { BuildingValues } from './building-values.ts';
import { LinkedViewsClient } from './linked-views-client.ts';
import type { LoadProgress } from './load-table.ts';
import { isWorthRotating, rotate } from './rotation.ts';
import { runWorker, type AnalyticsWorker, type RunningWorker } from './running-worker.ts';
import type { ViewDefinition } from '#lib/queries/cubes/view-definition.ts';

export type { AnalyticsOptions, BuildingValues, LoadProgress, MemoryUse, QueryResult, SqlAnswer, TableInfo };
export type { Cell, ResultColumn } from '#lib/queries/result-columns.ts';
export type {
	Brush,
	BrushAnswer,
	GrownListener,
	LinkedViewsClient,
	ViewTotals
} from './linked-views-client.ts';

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
	/** Live rows wait, and their charts and tables stand still, until this is over: a replay shows another time. */
	holdLive(isHeld: boolean): void;
	/** What a map of many things draws of a dataset's rows; loads it when it must. */
	gather: Gather;
	/** Puts another worker in the place of this one, which gives memory back that is needed no more; charts go on. */
	replace(): Promise<void>;
	/** Ends the worker for good. */
	close(): void;
}

/** Which live layers' rows are charted, and where they come from. */
export interface AnalyticsEffects {
	/** Sends a live layer's rows to the ports that `open` makes; returns what ends it. Without it live datasets never come. */
	readonly tap?: (stream: string, open: () => MessagePort) => () => void;
	readonly createWorker?: () => AnalyticsWorker;
}

/** `signal` closes it. `packUrl` may be relative to the page. */
export function startAnalytics(
	options: AnalyticsOptions & AnalyticsEffects & { readonly signal?: AbortSignal }
): Analytics {
	const createWorker =
		options.createWorker ??
		(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'analytics' }));
	let running: RunningWorker | undefined;
	let rotating: Promise<void> | undefined;
	let closed = false;
	let isHeld = false;
	let { datasets } = options;
	const openViews = new Set<LinkedViewsClient>();
	const taps = new Map<string, () => void>();

	const begin = (): RunningWorker => {
		const begun = runWorker(createWorker(), (crashed, error) => {
			if (running === crashed) stop(error);
		});
		const { packUrl, timezone } = options;
		const base = (globalThis as { location?: Location }).location?.href; // a page has one
		void begun.api.start(
			{ packUrl: new URL(packUrl, base).href, datasets: plainCopy(datasets), timezone },
			(dataset, stream, isWanted) => {
				if (running === begun || rotating) wantLive(dataset, stream, isWanted);
			}
		);
		if (isHeld) void begun.api.holdLive(true);
		return begun;
	};

	const start = (): RunningWorker => {
		if (closed) throw new AppError('ABORTED', { message: 'analytics is closed' });
		return (running ??= begin());
	};

	const wantLive = (dataset: string, stream: string, isWanted: boolean) => {
		taps.get(dataset)?.();
		taps.delete(dataset);
		if (!isWanted || !options.tap) return;
		const open = () => {
			const { port1, port2 } = new MessageChannel();
			void running?.api.takeLive(dataset, transfer(port1, [port1])).catch(() => undefined); // a worker that died wants it again
			return port2;
		};
		taps.set(dataset, options.tap(stream, open));
	};

	const stop = (reason: AppError) => {
		running?.end(reason);
		running = undefined;
		for (const end of taps.values()) end();
		taps.clear();
		openViews.clear();
	};

	const close = () => {
		closed = true;
		stop(new AppError('ABORTED', { message: 'analytics was closed' }));
	};
	options.signal?.addEventListener('abort', close, { once: true });

	/** Replaces the worker by one that has only what is open; questions wait for it. */
	const replace = (): Promise<void> => {
		const old = running;
		if (!old) return Promise.resolve();
		const next = begin();
		rotating ??= rotate(old, next, openViews).finally(() => (rotating = undefined));
		running = next;
		return rotating;
	};

	/** Calls the worker; after a trap of DuckDB the next call gets a new worker. */
	const ask = async <T>(call: (api: Remote<AnalyticsApi>) => Promise<T>): Promise<T> => {
		await rotating?.catch(() => undefined); // who began it hears why it failed
		const asked = start();
		asked.asked++;
		try {
			return await call(asked.api);
		} catch (thrown) {
			if (thrown instanceof AppError && thrown.code === 'WORKER_CRASHED' && running === asked) stop(thrown);
			throw thrown;
		} finally {
			if (--asked.asked === 0) void tidyUp(asked);
		}
	};

	/** When nobody asks anything, memory that is used for nothing is given back. */
	const tidyUp = async (idle: RunningWorker): Promise<void> => {
		if (running !== idle || closed || rotating) return;
		const memory = await idle.api.memory().catch(() => undefined); // a worker that died has none
		if (memory && isWorthRotating(memory) && idle.asked === 0 && running === idle && !rotating)
			await replace().catch(() => undefined); // the next question says what is wrong
	};

	/** A question that finds the memory used up is asked again of another worker, which holds only what is open. */
	const askAgain = async <T>(call: (api: Remote<AnalyticsApi>) => Promise<T>): Promise<T> => {
		try {
			return await ask(call);
		} catch (thrown) {
			const full = thrown instanceof AppError && thrown.details['reason'] === 'memory';
			if (!full || !running || running.asked > 0) throw thrown;
			await replace();
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
				const views = await LinkedViewsClient.open(api, {
					dataset,
					definitions: plainCopy(definitions),
					...(signal && { signal }),
					onClose: (closing) => openViews.delete(closing)
				});
				openViews.add(views);
				return views;
			}),
		holdLive(next) {
			isHeld = next;
			void running?.api.holdLive(next).catch(() => undefined); // a worker that died is told when it starts
		},
		gather: async (kind, request, signal) =>
			// The worker answers what was asked for.
			(await askAgain((api) => api.gather(kind, request, signal))) as GatherAnswers[typeof kind],
		replace,
		close
	};
}

/** A reactive proxy does not cross to a worker. */
const plainCopy = <T>(json: T): T => JSON.parse(JSON.stringify(json)) as T; // datasets and definitions are JSON
