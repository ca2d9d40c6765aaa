import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { toLocalMacro } from '#lib/queries/local-time.ts';
import type { BusReader } from '#lib/server/bus/bus.ts';
import { pathLiteral } from '#lib/server/historian/rows-source.ts';
import { createTable } from '#lib/server/indicators/create-table.ts';
import { historyViewSql } from './history-view.ts';
import type { RunnerOptions, SqlJob } from './job.ts';
import { packFile, packTable, packViewSql } from './pack-table.ts';

/** A database in memory that spills nothing to disk and fetches nothing. */
export async function openDatabase(
	memoryMb: number
): Promise<{ readonly connection: DuckDBConnection; close(): void }> {
	const instance = await DuckDBInstance.create(':memory:', {
		threads: '2',
		memory_limit: `${memoryMb}MB`,
		temp_directory: '',
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false'
	});
	const connection = await instance.connect();
	return {
		connection,
		close() {
			connection.closeSync();
			instance.closeSync();
		}
	};
}

/**
 * Makes a job's tables views over the very files that it was given, and `to_local(t)`; then shuts off all else on disk,
 * the network and every setting, for good.
 */
export async function bindTables(
	connection: DuckDBConnection,
	{ histories, datasets }: SqlJob,
	{ packDir, tableDir, timezone }: RunnerOptions,
	reader: BusReader
): Promise<void> {
	const files = histories.flatMap((history) => history.files.map(({ path }) => path));
	await connection.run(toLocalMacro(timezone));
	await connection.run('CREATE SCHEMA names');
	for (const history of histories) {
		const entities = reader.entities(history.entry.declaration.id, 0);
		await createTable(connection, { schema: 'names', table: history.table }, entities.length, [
			{ name: 'idx', type: 'DOUBLE', values: Float64Array.from(entities.keys()) },
			{ name: 'id', type: 'VARCHAR', values: entities.map(({ urn }) => urn) },
			{ name: 'title', type: 'VARCHAR', values: entities.map(({ title }) => title) }
		]);
		await connection.run(historyViewSql(history, timezone));
	}
	for (const dataset of datasets) {
		const table = packTable(dataset);
		if (table === undefined) continue;
		const file = await packFile(packDir, tableDir, dataset);
		files.push(file);
		await connection.run(packViewSql(table, file, dataset, timezone));
	}
	for (const setting of [
		'errors_as_json = true',
		`allowed_paths = [${files.map(pathLiteral).join(', ')}]`,
		'enable_external_access = false',
		'lock_configuration = true'
	])
		await connection.run(`SET ${setting}`);
}
