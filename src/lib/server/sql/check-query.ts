import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import { placeOf } from '#lib/queries/query-error.ts';
import { rowsOf } from '#lib/server/historian/duckdb.ts';

/** Functions that may stand behind FROM: they read nothing. */
const TABLE_FUNCTIONS = new Set(['range', 'generate_series', 'unnest', 'json_each', 'json_tree']);
/** What tells how this server is set up, or writes. */
const FORBIDDEN_FUNCTIONS = new Set(['current_setting', 'write_log', 'getvariable']);

const serialized = z.object({
	error: z.boolean(),
	error_type: z.string().optional(),
	statements: z.array(z.unknown()).optional()
});
const reference = z.object({
	type: z.string(),
	query_location: z.number().optional(),
	table_name: z.string().optional(),
	schema_name: z.string().optional(),
	catalog_name: z.string().optional()
});
const call = z.object({ function_name: z.string(), query_location: z.number().optional() });

/**
 * Passes one statement that reads nothing but the tables given to it and what it names itself, as DuckDB's own parser
 * understands it. Throws QUERY_FAILED with a `reason` (`empty`, `many`, `notReadOnly`, `forbidden`) and the place, or
 * DuckDB's error for what is no SQL. Words that are no table are DuckDB's to refuse.
 */
export async function checkQuery(connection: DuckDBConnection, sql: string): Promise<void> {
	const [row] = await rowsOf(
		connection,
		'SELECT json_serialize_sql($1::VARCHAR, skip_null := true) AS said',
		[sql]
	);
	const { error, error_type, statements } = serialized.parse(JSON.parse(String(row!['said'])));
	if (error) {
		// Of what is no SQL, DuckDB says the place when it is to be prepared.
		if (error_type === 'parser') (await connection.prepare(sql)).destroySync();
		throw refused(
			sql,
			'notReadOnly',
			0,
			'Only one statement that reads is allowed: SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE or SHOW.'
		);
	}
	if (!statements || statements.length === 0)
		throw new AppError('QUERY_FAILED', { reason: 'empty', message: 'There is no statement.' });
	if (statements.length > 1)
		throw refused(sql, 'many', undefined, `These are ${statements.length} statements: send one at a time.`);
	checkNode(statements[0], sql);
}

function checkNode(node: unknown, sql: string): void {
	if (Array.isArray(node)) return node.forEach((child) => checkNode(child, sql));
	if (typeof node !== 'object' || node === null) return;
	checkReference(node, sql);
	const called = call.safeParse(node);
	if (called.success && FORBIDDEN_FUNCTIONS.has(called.data.function_name.toLowerCase()))
		throw refused(
			sql,
			'forbidden',
			called.data.query_location,
			`${called.data.function_name}() is not for questions.`
		);
	for (const child of Object.values(node)) checkNode(child, sql);
}

function checkReference(node: object, sql: string): void {
	const parsed = reference.safeParse(node);
	if (!parsed.success) return;
	const { type, query_location, table_name = '', schema_name = '', catalog_name = '' } = parsed.data;
	if (type === 'TABLE_FUNCTION') {
		const called = call.safeParse('function' in node ? node.function : undefined);
		const name = called.success ? called.data.function_name : 'This function';
		if (called.success && TABLE_FUNCTIONS.has(name.toLowerCase())) return;
		throw refused(
			sql,
			'forbidden',
			query_location,
			`${name}() cannot be read from: ask the tables of the schema.`
		);
	}
	if (type !== 'BASE_TABLE') return;
	// What has none of these is never taken for a file.
	const isPlain = schema_name === '' && catalog_name === '' && !/[./\\*?:[\]]/.test(table_name);
	if (!isPlain)
		throw refused(
			sql,
			'forbidden',
			query_location,
			`${[catalog_name, schema_name, table_name].filter(Boolean).join('.')} is no table of the schema: files and catalogues cannot be read.`
		);
}

const refused = (sql: string, reason: string, location: number | undefined, message: string) =>
	new AppError('QUERY_FAILED', {
		reason,
		message,
		...(location !== undefined && placeOf(sql, location, 'bytes'))
	});
