import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import { queryError } from '#lib/queries/query-error.ts';
import type { BusReader } from '#lib/server/bus/bus.ts';
import { AnswerColumn, arrowOf, takeRows } from './arrow-answer.ts';
import { bindTables, openDatabase } from './bound-database.ts';
import { checkQuery } from './check-query.ts';
import type { RunnerOptions, SqlAnswer, SqlJob } from './job.ts';
import { tooLong } from './too-long.ts';

/** Between two interrupts. */
const AGAIN: Milliseconds = 50;

/**
 * Answers one question in a database of its own, which dies with it and sees the job's tables only (bound-database.ts).
 * Throws QUERY_FAILED, QUERY_CANCELLED.
 */
export async function runQuery(
	job: SqlJob,
	options: RunnerOptions,
	reader: BusReader,
	signal: AbortSignal
): Promise<SqlAnswer> {
	const database = await openDatabase(options.memoryMb);
	const { connection } = database;
	let isLate = false;
	let timer: NodeJS.Timeout;
	/** An interrupt between two statements is not heard: it is said again until all is over. */
	const stop = () => {
		clearTimeout(timer);
		connection.interrupt();
		timer = setTimeout(stop, AGAIN);
	};
	timer = setTimeout(() => {
		isLate = true;
		stop();
	}, options.timeLimit);
	signal.addEventListener('abort', stop);
	try {
		await bindTables(connection, job, options, reader);
		signal.throwIfAborted();
		return await answer(connection, job, options);
	} catch (cause) {
		if (signal.aborted) throw new AppError('QUERY_CANCELLED', {}, { cause });
		throw isLate ? tooLong(options.timeLimit, cause) : withoutFolders(queryError(cause, job.sql), options);
	} finally {
		clearTimeout(timer);
		signal.removeEventListener('abort', stop);
		database.close();
	}
}

async function answer(
	connection: DuckDBConnection,
	{ sql, maxRows }: SqlJob,
	{ mostBytes }: RunnerOptions
): Promise<SqlAnswer> {
	const since = performance.now();
	await checkQuery(connection, sql);
	const statement = await connection.prepare(sql);
	try {
		const result = await statement.stream();
		const columns = result
			.deduplicatedColumnNames()
			.map((name, index) => new AnswerColumn(name, result.columnType(index)));
		let rows = 0;
		let truncated = false;
		while (!truncated) {
			const chunk = await result.fetchChunk();
			if (!chunk || chunk.rowCount === 0) break;
			const taken = Math.min(chunk.rowCount, maxRows - rows);
			takeRows(columns, chunk, taken);
			rows += taken;
			truncated = taken < chunk.rowCount;
			if (columns.reduce((sum, { bytes }) => sum + bytes, 0) > mostBytes) throw tooLarge(mostBytes, rows);
		}
		return { bytes: arrowOf(columns, rows), rows, truncated, milliseconds: performance.now() - since };
	} finally {
		statement.destroySync();
	}
}

const tooLarge = (mostBytes: number, rows: number) =>
	new AppError('QUERY_FAILED', {
		reason: 'size',
		rows,
		limit: mostBytes,
		message: `The answer is larger than ${Math.round(mostBytes / 2 ** 20)} MB after ${rows} rows: ask for fewer columns or rows.`
	});

/** What the disk says of a file must not tell where it lies. */
function withoutFolders(error: AppError, { packDir, tableDir, logDir }: RunnerOptions): AppError {
	let { message } = error;
	for (const folder of [packDir, tableDir, logDir]) message = message.replaceAll(folder, '…');
	return new AppError(error.code, { ...error.details, message }, { cause: error });
}
