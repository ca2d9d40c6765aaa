import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue, type DuckDBVector } from '@duckdb/node-api';
import type { StoredValues } from './columns.ts';

/** The files of the hot database, in history's folder. */
export const HOT_FILES = ['hot.duckdb', 'hot.duckdb.wal'] as const;

/** Opens the hot database; one process at a time may. Nothing is ever fetched. */
export async function openDuckDb(dir: string, memoryMb: number): Promise<DuckDBInstance> {
	mkdirSync(dir, { recursive: true });
	return await DuckDBInstance.create(join(dir, HOT_FILES[0]), {
		threads: '1',
		memory_limit: `${memoryMb}MB`,
		temp_directory: join(dir, '.tmp'),
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false',
		checkpoint_threshold: '64MB'
	});
}

/** A numeric vector's values; where they are NULL the value is undefined. Valid until the next chunk is fetched. */
export const itemsOf = (vector: DuckDBVector): StoredValues =>
	// Every numeric vector class of @duckdb/node-api keeps them in this field, which its types call private.
	(vector as unknown as { readonly items: StoredValues }).items;

/** Rows of a small result as plain objects. */
export async function rowsOf(
	connection: DuckDBConnection,
	sql: string,
	values: DuckDBValue[] = []
): Promise<Record<string, DuckDBValue>[]> {
	return await (await connection.run(sql, values)).getRowObjects();
}

/** Runs `work` as one transaction; what it throws undoes it. */
export async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
	await connection.run('BEGIN TRANSACTION');
	try {
		const result = await work();
		await connection.run('COMMIT');
		return result;
	} catch (cause) {
		// A failed COMMIT has already undone it; the cause is what matters.
		await connection.run('ROLLBACK').catch(() => undefined);
		throw cause;
	}
}

/** Another process has the database. */
export const isLocked = (cause: unknown): boolean => /could not set lock/i.test(messageOf(cause));

/** The disk or its rights are at fault, not what is in the file. */
export const isDiskFault = (cause: unknown): boolean =>
	/no space left|permission denied|read-only file system|too many open files|cannot open file/i.test(
		messageOf(cause)
	);

/** What is in the file cannot be read: no retry will help. */
export const isDamaged = (cause: unknown): boolean =>
	/not a valid duckdb|corrupt|checksum|has been invalidated|serialization error/i.test(messageOf(cause));

/** The question would need more memory than the database may use. */
export const isOutOfMemory = (cause: unknown): boolean => /^out of memory error/i.test(messageOf(cause));

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
