import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import moduleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { clauseInterval, Coordinator, makeClient, Selection, wasmConnector } from '@uwdata/mosaic-core';
import { count, floor, Query } from '@uwdata/mosaic-sql';
import { benchStream } from './rows.ts';
import {
	ACTIVE,
	BINS,
	DOMAIN,
	edge,
	FILTERED,
	STEPS,
	VIEWS,
	type Columns,
	type Counts,
	type LiveContestant,
	type Range
} from './contestant.ts';

/** One database for both ways of using Mosaic: the same build of DuckDB as ours. */
export async function openMosaicDatabase(): Promise<AsyncDuckDB> {
	const database = new AsyncDuckDB(new VoidLogger(), new Worker(workerUrl));
	await database.instantiate(moduleUrl);
	await database.open({ path: ':memory:' });
	const connection = await database.connect();
	await connection.query('SET autoload_known_extensions=false');
	await connection.query('SET autoinstall_known_extensions=false');
	const bytes = new Uint8Array(await (await fetch('/pack/bench.arrow')).arrayBuffer());
	await connection.insertArrowFromIPCStream(bytes, { name: 'bench', create: true });
	await connection.close();
	return database;
}

/**
 * Mosaic with pre-aggregation. `usual`: as it comes, waiting a frame to consolidate queries. `best`:
 * no consolidation (the three queries go to three tables and cannot be consolidated), so no frame clock.
 */
export async function openMosaic(
	database: AsyncDuckDB,
	use: 'usual' | 'best',
	{
		table = 'bench',
		columns,
		rows = 0
	}: {
		readonly table?: string;
		/** Of which rows are added. */
		readonly columns?: Columns;
		/** That are in the table from the start. */
		readonly rows?: number;
	} = {}
): Promise<LiveContestant> {
	const connection = await database.connect();
	const coordinator = new Coordinator(wasmConnector({ duckdb: database, connection }), {
		logger: null,
		consolidate: use === 'usual',
		cache: use === 'usual',
		preagg: { schema: `mosaic_${use}` }
	});
	const start = performance.now();
	const selection = Selection.crossfilter();
	const counts: Record<string, number[]> = {};
	let arrived = 0;
	let wake: (() => void) | undefined;
	const clients = VIEWS.map((column) =>
		makeClient({
			coordinator,
			selection,
			query: (filter) => {
				const query = Query.from(table)
					.select({ bin: floor(column), rows: count() })
					.groupby('bin');
				return filter ? query.where(filter) : query;
			},
			queryResult: (data) => {
				const table = data as Iterable<{ bin: number; rows: number }>; // as the query selects
				const bins = new Array<number>(BINS).fill(0);
				for (const { bin, rows } of table) bins[Number(bin)] = Number(rows);
				counts[column] = bins;
				arrived++;
				wake?.();
			}
		})
	);
	/** Resolves once `wanted` more clients have their result. */
	const results = async (wanted: number, cause: () => void) => {
		const until = arrived + wanted;
		const done = new Promise<void>((resolve) => {
			wake = () => {
				if (arrived >= until) resolve();
			};
		});
		cause();
		await done;
		wake = undefined;
	};
	await Promise.all(clients.map((client) => client.pending));
	const opened = performance.now() - start;

	// Mosaic's intervals include both ends: the last value below the upper edge is the end (values are multiples of 1/1024).
	const clause = (column: string, at: Range | null) => {
		const client = clients[VIEWS.indexOf(column as (typeof VIEWS)[number])];
		if (!client) throw new Error(column);
		return clauseInterval(column, at && [edge(at[0]), edge(at[1]) - 1 / 1024], {
			source: client,
			clients: new Set([client]),
			scale: { type: 'linear', domain: [0, DOMAIN], range: [0, STEPS] }
		});
	};
	/** Builds the tables of a brush on ACTIVE under the filters as they are. */
	const activate = async () => {
		selection.activate(clause(ACTIVE, [0, 1]));
		for (const entry of coordinator.preaggregator.entries.values())
			if (entry && 'result' in entry) await entry.result;
	};
	const forget = async () => {
		await coordinator.preaggregator.dropSchema();
		coordinator.manager.cache().clear();
	};
	let [there, counted] = [rows, rows];
	const staged = new Map<number, Uint8Array>();
	return {
		opened,
		stage: (from, to) => {
			if (columns) staged.set(from, benchStream(columns, from, to));
		},
		append: async (from, to) => {
			const stream = staged.get(from);
			if (!stream) throw new Error('no rows to add');
			staged.delete(from);
			await connection.insertArrowFromIPCStream(stream, { name: table, create: false });
			there = to;
		},
		// Its tables of a brush know nothing of rows that were added: they are made anew.
		refresh: async () => {
			const rows = there;
			await forget();
			await activate();
			counted = rows;
		},
		counted: () => counted,
		prepare: async (filter) => {
			await results(VIEWS.length - 1, () => selection.update(clause(FILTERED, filter)));
			const begin = performance.now();
			await activate();
			return performance.now() - begin;
		},
		move: async (at): Promise<Counts> => {
			await results(VIEWS.length - 1, () => selection.update(clause(ACTIVE, at)));
			return ['b', 'c', 'd'].map((id) => counts[id] ?? []);
		},
		timeMove: async (at) => {
			const begin = performance.now();
			await results(VIEWS.length - 1, () => selection.update(clause(ACTIVE, at)));
			return performance.now() - begin;
		},
		reset: async () => {
			await results(VIEWS.length - 1, () => selection.update(clause(ACTIVE, null)));
			await results(VIEWS.length - 1, () => selection.update(clause(FILTERED, null)));
			await forget();
		}
	};
}
