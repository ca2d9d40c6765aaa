import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { AppError } from '#lib/model/errors.ts';
import { rowsOf } from './duckdb.ts';
import { Serial } from './serial.ts';

/** Questions that run at the same time: each holds one of the process's four threads for native work. */
const AT_ONCE = 2;
const MOST_WAITING = 64;

/** A connection that sees the hot database as it was when it was lent. */
export interface LentConnection {
	readonly connection: DuckDBConnection;
	/** Gives it back; the connection must not be used afterwards. */
	release(): Promise<void>;
}

/**
 * Lends connections to readers, a few at a time. What `look` sees and what the connection sees are of one
 * moment: `exclusively` keeps tables and the list of files from changing in between.
 */
export class ReadGate {
	readonly #moments = new Serial();
	readonly #waiting: (() => void)[] = [];
	#lent = 0;
	#closed = false;
	#idle: (() => void) | undefined;
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
	async close(): Promise<void> {
		this.#closed = true;
		for (const next of this.#waiting.splice(0)) {
			this.#lent++;
			next();
		}
		if (this.#lent > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
	}

	/** Throws OVERLOADED when too many wait, ABORTED when history is being closed. */
	async lend<T>(look: () => T, signal?: AbortSignal): Promise<LentConnection & { readonly seen: T }> {
		await this.#turn();
		try {
			signal?.throwIfAborted();
			if (this.#closed) throw new AppError('ABORTED', { message: 'History is being closed.' });
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
				const release = async () => {
					await connection.run('ROLLBACK').catch(() => undefined);
					connection.closeSync();
					this.#next();
				};
				return { connection, seen: look(), release };
			});
		} catch (cause) {
			this.#next();
			throw cause;
		}
	}

	async #turn(): Promise<void> {
		if (this.#lent < AT_ONCE) {
			this.#lent++;
			return;
		}
		if (this.#waiting.length >= MOST_WAITING)
			throw new AppError('OVERLOADED', {
				message: 'Too many questions to history wait: ask again in a while.'
			});
		await new Promise<void>((resolve) => this.#waiting.push(resolve));
	}

	/** The turn goes to the next who waits. */
	#next(): void {
		const next = this.#waiting.shift();
		if (next) next();
		else {
			this.#lent--;
			if (this.#lent === 0) this.#idle?.();
		}
	}
}
