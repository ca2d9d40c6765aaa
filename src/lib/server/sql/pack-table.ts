import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { DataType, RecordBatchReader, type Schema } from 'apache-arrow';
import type { Dataset } from '#lib/model/city.ts';
import type { SqlColumn } from '#lib/model/sql.ts';
import { toLocalSql } from '#lib/queries/local-time.ts';
import { fileLiteral, pathLiteral } from '#lib/server/historian/rows-source.ts';
import { createTable, quoted } from '#lib/server/indicators/create-table.ts';
import { readPackColumns, tableFileOf } from '#lib/server/indicators/pack-columns.ts';

/** A schema stands at the beginning of its file. */
const SCHEMA_BYTES = 1 << 20;

/** As SQL names a dataset's table; undefined for one that has none. */
export function packTable(dataset: Dataset): string | undefined {
	if (tableFileOf(dataset) === undefined) return undefined;
	return dataset.kind === 'roads' ? 'roads_links' : dataset.id.replaceAll('-', '_');
}

/** The table of a dataset as a Parquet file, made when it is not there yet. Throws PACK_BROKEN. */
export async function packFile(packDir: string, tableDir: string, dataset: Dataset): Promise<string> {
	const path = join(tableDir, `${dataset.id}.parquet`);
	if (existsSync(path)) return path;
	const read = readPackColumns(packDir, dataset) ?? { count: 0, columns: [] };
	const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
	try {
		const connection = await instance.connect();
		await createTable(connection, { schema: 'main', table: 'pack' }, read.count, read.columns);
		mkdirSync(tableDir, { recursive: true });
		// Several processes may make it at the same time: each its own, and the last one stays.
		const unfinished = `${path}.${process.pid}.tmp`;
		await connection.run(`COPY pack TO ${pathLiteral(unfinished)} (FORMAT parquet, COMPRESSION zstd)`);
		renameSync(unfinished, path);
		connection.closeSync();
	} finally {
		instance.closeSync();
	}
	return path;
}

/** The view of a dataset: its columns, and the city's wall time of `t`, as the browser's tables have it. */
export function packViewSql(table: string, file: string, dataset: Dataset, timezone: string): string {
	const span = dataset.kind === 'points' && dataset.span ? [dataset.span.from, dataset.span.to] : undefined;
	const local =
		dataset.kind === 'points'
			? `, ${toLocalSql('t', timezone, span as [number, number] | undefined)} AS local_time` // two instants, above
			: '';
	return `CREATE VIEW ${quoted(table)} AS SELECT *${local} FROM read_parquet(${fileLiteral(file)})`;
}

/** A dataset's columns without reading its rows; those of areas are their names only. */
export function packColumns(packDir: string, dataset: Dataset): SqlColumn[] {
	const file = tableFileOf(dataset);
	if (file === undefined) return [];
	const name: SqlColumn = { name: 'name', type: 'VARCHAR' };
	if (dataset.kind === 'areas') return [{ name: 'id', type: 'VARCHAR' }, name];
	const units = new Map(
		'columns' in dataset ? dataset.columns.map((column) => [column.name, column.unit]) : []
	);
	const columns = schemaOf(join(packDir, file)).fields.flatMap((field): SqlColumn[] => {
		const type = typeOf(field.type as DataType); // fields carry Arrow's types
		const unit = units.get(field.name);
		return type ? [{ name: field.name, type, ...(unit !== undefined && { unit }) }] : [];
	});
	const id = columns.some((column) => column.name === 'id') ? [] : [{ name: 'id', type: 'DOUBLE' }];
	const local = dataset.kind === 'points' ? [{ name: 'local_time', type: 'TIMESTAMP' }] : [];
	return [...id, ...columns, ...local];
}

function typeOf(type: DataType): string | undefined {
	if (DataType.isBool(type)) return 'BOOLEAN';
	if (DataType.isInt(type) || DataType.isFloat(type)) return 'DOUBLE';
	return DataType.isUtf8(type) || DataType.isDictionary(type) ? 'VARCHAR' : undefined;
}

function schemaOf(path: string): Schema {
	const file = openSync(path, 'r');
	try {
		const bytes = new Uint8Array(SCHEMA_BYTES);
		const read = readSync(file, bytes, 0, bytes.length, 0);
		return RecordBatchReader.from(bytes.subarray(0, read)).open().schema;
	} finally {
		closeSync(file);
	}
}
