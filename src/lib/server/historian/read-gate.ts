import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { AppError } from '#lib/model/errors.ts';
import { isOutOfMemory, rowsOf } from './duckdb.ts';
import { Serial } from './serial.ts';
import { Turns } from './turns.ts';

/** Answers that are being read: one whose reader is slow must not keep the others from theirs. */
const OPEN_AT_ONCE = 16;
const MOST_WAITING = 64;
/** Of these, so many work at a time: each then holds one of the process's four threads for native work. */
const WORKING_AT_ONCE = 2;

/** A connection that sees the hot database as it was when it was lent. */
export interface LentConnection {
	readonly connection: DuckDBConnection;
	/** Runs a piece of native work when it is its turn. Throws OVERLOADED when memory does not suffice. */
	readonly work: <T>(piece: () => Promise<T>) => Promise<T>;
	/** Gives it back; the connection must not be used afterwards. */
	release(): Promise<void>;
}

/**
 * Lends connections to readers. What `look` sees and what the connection sees are of one moment:
 * `exclusively` keeps tables and the list of files from changing in between.
 */
export class ReadGate {
	readonly #moments = new Serial();
	readonly #open = new Turns(OPEN_AT_ONCE, MOST_WAITING);
	readonly #working = new Turns(WORKING_AT_ONCE);
	#instance: DuckDBInstance;

	constructor(instance: DuckDBInstance) {
		this.#instance = instance;
	}

	/** Changes tables and files together, while no reader is in the middle of looking. */
	exclusively<T>(work: () => Promise<T>): Promise<T> {
		return this.#moments.run(work);
	}

	/** The database was opened anew. */
	replace(instance: DuckDBInstance): void {
		this.#instance = instance;
	}

	/** Lends nothing more, and waits until everything lent is back. */
	close(): Promise<void> {
		return this.#open.close();
	}

	/** Throws OVERLOADED when too many wait, ABORTED when history is being closed. */
	async lend<T>(look: () => T, signal?: AbortSignal): Promise<LentConnection & { readonly seen: T }> {
		await this.#open.take();
		try {
			signal?.throwIfAborted();
			return await this.#moments.run(async () => {
				const connection = await this.#instance.connect();
				try {
					await connection.run('BEGIN TRANSACTION READ ONLY');
					// A transaction takes its snapshot with its first question.
					await rowsOf(connection, 'SELECT count(*) FROM state');
				} catch (cause) {
					connection.closeSync();
					throw cause;
				}
				return {
					connection,
					seen: look(),
					work: (piece) => this.#work(piece, signal),
					release: async () => {
						await connection.run('ROLLBACK').catch(() => undefined);
						connection.closeSync();
						this.#open.give();
					}
				};
			});
		} catch (cause) {
			this.#open.give();
			throw cause;
		}
	}

	async #work<T>(piece: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
		await this.#working.take();
		try {
			signal?.throwIfAborted();
			return await piece();
		} catch (cause) {
			throw isOutOfMemory(cause) ? tooMuch(cause) : cause;
		} finally {
			this.#working.give();
		}
	}
}

const tooMuch = (cause: unknown) =>
	new AppError(
		'OVERLOADED',
		{
			message:
				'This needs more memory than history may use: ask for a shorter time, a smaller box or fewer fields.'
		},
		{ cause }
	);
