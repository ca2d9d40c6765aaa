import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '#lib/model/errors.ts';
import { queryError } from '#lib/queries/query-error.ts';
import type { BusReader } from '#lib/server/bus/bus.ts';
import { arrowOf, takeRows, type AnswerColumn } from './arrow-answer.ts';
import { bindTables, openDatabase } from './bound-database.ts';
import { checkQuery } from './check-query.ts';
import type { RunnerOptions, SqlAnswer, SqlJob } from './job.ts';

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
	const timer = setTimeout(() => {
		isLate = true;
		connection.interrupt();
	}, options.timeLimit);
	const cancel = () => connection.interrupt();
	signal.addEventListener('abort', cancel);
	try {
		await bindTables(connection, job, options, reader);
		signal.throwIfAborted();
		return await answer(connection, job, options);
	} catch (cause) {
		if (signal.aborted) throw new AppError('QUERY_CANCELLED', {}, { cause });
		throw isLate ? tooLong(options, cause) : withoutFolders(queryError(cause, job.sql), options);
	} finally {
		clearTimeout(timer);
		signal.removeEventListener('abort', cancel);
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
			.map((name, index): AnswerColumn => ({ name, type: result.columnType(index), values: [] }));
		let rows = 0;
		let bytes = 0;
		let truncated = false;
		while (!truncated) {
			const chunk = await result.fetchChunk();
			if (!chunk || chunk.rowCount === 0) break;
			const taken = Math.min(chunk.rowCount, maxRows - rows);
			bytes += takeRows(columns, chunk, taken);
			rows += taken;
			truncated = taken < chunk.rowCount;
			if (bytes > mostBytes) throw tooLarge(mostBytes, rows);
		}
		return { bytes: arrowOf(columns), rows, truncated, milliseconds: performance.now() - since };
	} finally {
		statement.destroySync();
	}
}

const tooLong = ({ timeLimit }: RunnerOptions, cause: unknown) =>
	new AppError(
		'QUERY_FAILED',
		{
			reason: 'time',
			limit: timeLimit,
			message: `The query took longer than ${timeLimit / 1000} s and was ended: ask for less time, fewer columns or a coarser grouping.`
		},
		{ cause }
	);

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
