import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { RecordBatchReader, Table, tableFromIPC, type RecordBatch } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';
import { nextTask } from '#lib/model/next-task.ts';
import { queryError } from '#lib/queries/query-error.ts';

/** DuckDB's own limit; below the budget, because the module's other memory counts too. */
const MEMORY_LIMIT_MB = 1300;

/** One poll of a running query blocks the worker for about this long. */
const POLL_MS = 15;

/** Bindings as the module's two builds (browser and Node) have them. */
export type OpenBindings = () => Promise<DuckDBBindings>;

/** A word or sign of SQL. */
export interface Word {
	readonly text: string;
	/** Where it begins, UTF-16 units. */
	readonly from: number;
}

/** A whole result, or its first rows. */
export interface QueryRows {
	readonly table: Table;
	/** There were more rows than asked for. */
	readonly truncated: boolean;
}

/**
 * DuckDB in this thread. Statements run one after the other; between polls of a long one the thread
 * answers other messages, so that it can be cancelled and charts stay alive.
 */
export class Database {
	readonly #bindings: DuckDBBindings;
	/** For questions, which run in slices: what is run between them on their own connection would break them off. */
	readonly #connection: number;
	/** For statements of ours. */
	readonly #own: number;
	#last: Promise<unknown> = Promise.resolve();

	constructor(bindings: DuckDBBindings) {
		this.#bindings = bindings;
		bindings.open({
			path: ':memory:',
			query: { queryPollingInterval: POLL_MS, castDecimalToDouble: true }
		});
		// The class that `connect` returns wraps a number; only the number is of use here.
		this.#connection = bindings.connect().useUnsafe((_, connection) => connection);
		this.#own = bindings.connect().useUnsafe((_, connection) => connection);
		// This one holds for a connection, the others for all.
		bindings.runQuery(this.#connection, 'SET errors_as_json = true');
		for (const setting of [
			'autoload_known_extensions = false',
			'autoinstall_known_extensions = false',
			'enable_external_access = false',
			'errors_as_json = true',
			`memory_limit = '${MEMORY_LIMIT_MB}MB'`,
			'lock_configuration = true'
		])
			this.run(`SET ${setting}`);
	}

	/** Runs a statement of ours at once; its rows, if any. */
	run(text: string): Table {
		try {
			return tableFromIPC(this.#bindings.runQuery(this.#own, text));
		} catch (cause) {
			throw queryError(cause, text);
		}
	}

	/** Parses and binds one statement without running it; throws DuckDB's error. */
	check(text: string): void {
		try {
			const statement = this.#bindings.createPrepared(this.#own, text);
			this.#bindings.closePrepared(this.#own, statement);
		} catch (cause) {
			throw queryError(cause, text);
		}
	}

	/** Words and signs of a text as DuckDB's own scanner finds them; comments are left out. */
	words(text: string): Word[] {
		const bytes = new TextEncoder().encode(text); // the scanner counts bytes
		const { offsets } = this.#bindings.tokenize(text);
		let from = 0;
		return offsets.map((offset, index) => {
			from += new TextDecoder().decode(bytes.subarray(offsets[index - 1] ?? 0, offset)).length;
			// What follows a word up to the next may be a comment: the word itself is the beginning.
			return { from, text: /^(\w+|"(?:[^"]|"")*"|.)/u.exec(text.slice(from))?.[0] ?? '' };
		});
	}

	/** Runs one statement in slices of time and returns its first `maxRows` rows; `prepare` just before, when no other runs. */
	async query(
		text: string,
		options: { maxRows?: number; signal?: AbortSignal; prepare?: () => void } = {}
	): Promise<QueryRows> {
		return this.#inTurn(async () => {
			options.signal?.throwIfAborted();
			options.prepare?.();
			const batches: RecordBatch[] = [];
			let rows = 0;
			const { maxRows = Infinity } = options;
			const reader = await RecordBatchReader.from(this.#stream(text, options.signal));
			await reader.open();
			for await (const batch of reader) {
				batches.push(rows + batch.numRows > maxRows ? batch.slice(0, maxRows - rows) : batch);
				rows += batch.numRows;
				if (rows > maxRows) break;
			}
			this.#bindings.cancelPendingQuery(this.#connection);
			return { table: new Table(reader.schema, batches), truncated: rows > maxRows };
		});
	}

	/**
	 * Takes Arrow IPC streams of one schema in as table `schema.name`, or `isNew` false: at its end. Each must be whole: a stream with
	 * dictionaries that is fed in pieces corrupts the module's memory (1.32.0).
	 */
	insert(
		{ schema, name }: { schema: string; name: string },
		streams: Iterable<Uint8Array>,
		isNew = true
	): void {
		// What breaks off leaves its connection in the middle of a stream: so each table has its own.
		const connection = this.#bindings.connect();
		try {
			let create = isNew;
			for (const stream of streams) {
				connection.insertArrowFromIPCStream(stream, { schema, name, create });
				create = false;
			}
		} catch (cause) {
			throw queryError(cause, '');
		} finally {
			connection.close();
		}
	}

	/** Bytes that DuckDB uses of it now, for tables and what it does. */
	inUse(): number {
		const table = this.run('SELECT sum(memory_usage_bytes)::DOUBLE AS bytes FROM duckdb_memory()');
		return Number(table.getChild('bytes')?.get(0) ?? 0);
	}

	/** Bytes of the WebAssembly memory; it never shrinks. */
	memory(): number {
		// The heap is a public field of both builds' bindings though not of their common interface.
		const { mod } = this.#bindings as unknown as { readonly mod: { readonly HEAPU8: Uint8Array } };
		return mod.HEAPU8.byteLength;
	}

	version(): string {
		return this.#bindings.getVersion();
	}

	async *#stream(text: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
		const stopIfAborted = () => {
			if (!signal?.aborted) return;
			this.#bindings.cancelPendingQuery(this.#connection);
			throw new AppError('QUERY_CANCELLED');
		};
		try {
			let header = this.#bindings.startPendingQuery(this.#connection, text, true);
			while (header === null) {
				await nextTask();
				stopIfAborted();
				header = this.#bindings.pollPendingQuery(this.#connection);
			}
			yield header;
			for (let since = performance.now(); ;) {
				const chunk = this.#bindings.fetchQueryResults(this.#connection);
				if (chunk?.length === 0) return;
				if (chunk) yield chunk;
				if (chunk && performance.now() - since < POLL_MS) continue;
				await nextTask();
				stopIfAborted();
				since = performance.now();
			}
		} catch (cause) {
			throw cause instanceof AppError ? cause : queryError(cause, text);
		}
	}

	#inTurn<T>(task: () => Promise<T>): Promise<T> {
		const result = this.#last.then(task);
		this.#last = result.catch(() => undefined);
		return result;
	}
}
