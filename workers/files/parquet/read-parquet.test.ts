import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeWkb } from '#lib/model/wkb.ts';
import type { SourceTable } from '../table/source-table.ts';
import { parquetTable } from './parquet-table.ts';
import { sourceOfParquet } from './read-parquet.ts';
import { readPlain } from './read-plain.ts';

const COLUMNS = `
	range::INTEGER AS small, range::BIGINT * 1000003 AS large, 4::UBIGINT AS unsigned, range / 8::DOUBLE AS real,
	(range - 9)::DECIMAL(12, 3) / 8 AS exact, range % 2 = 0 AS yes, 'k' || range % 3 AS word, encode('桥') AS bytes,
	CASE WHEN range % 5 = 0 THEN NULL ELSE range END AS holes, 'v'::ENUM('u', 'v') AS one_of,
	TIMESTAMP '2024-01-05 08:30:00.25' + INTERVAL (range) SECOND AS wall,
	TIMESTAMPTZ '2024-01-05 08:30:00+08' AS instant, DATE '1969-12-30' AS day,
	[range, NULL] AS list, {'x': range, 'y': 'z'} AS record`;

async function written(select: string, options: string): Promise<File> {
	const path = join(mkdtempSync(join(tmpdir(), 'cityloop-')), 'a.parquet');
	const duckdb = await (await DuckDBInstance.create()).connect();
	await duckdb.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ${options})`);
	return new File([readFileSync(path)], 'a.parquet');
}

const reading = () => {
	const bytes: number[] = [];
	return { bytes, signal: undefined, onBytes: (read: number) => void bytes.push(read) };
};
/** Cells by column, as a person reads them. */
const cells = ({ columns, rows }: SourceTable) =>
	Object.fromEntries(
		columns.map((column) => [
			column.name,
			Array.from({ length: rows }, (_, row) =>
				column.store === 'text'
					? (column.codes[row] as number) < 0
						? null
						: column.texts.text(column.codes[row] as number)
					: (column.values[row] as number)
			)
		])
	);

test.for(['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'])(
	'two readers find the same in columns of every kind, of %s',
	async (codec) => {
		const file = await written(
			`SELECT ${COLUMNS} FROM range(3000)`,
			`COMPRESSION ${codec}, ROW_GROUP_SIZE 2048`
		);
		const { bytes, ...one } = reading();
		const table = sourceOfParquet(file.name, await parquetTable(file, '', one.onBytes));
		const plain = await readPlain(file, reading());
		expect(table.rows).toBe(3000);
		expect(cells(table)).toEqual(cells(plain));
		expect(cells(table)).toMatchObject({
			exact: expect.arrayContaining([-1.125, 0]) as unknown,
			wall: expect.arrayContaining([Date.UTC(2024, 0, 5, 8, 30, 3, 250)]) as unknown,
			list: expect.arrayContaining(['[7,null]']) as unknown
		});
		expect(bytes.length).toBeGreaterThan(2);
		expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
	}
);

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const geo = (encoding: string) =>
	JSON.stringify({
		version: '1.1.0',
		primary_column: 'where',
		columns: { where: { encoding, geometry_types: [], crs: { id: { authority: 'EPSG', code: 32118 } } } }
	});

test.for([
	['WKB', `from_hex('${hex(encodeWkb({ points: Float64Array.of(7, 8) }))}')`],
	['point', "{'x': 7::DOUBLE, 'y': 8::DOUBLE}"]
])('GeoParquet of %s is placed by both readers', async ([encoding, point]) => {
	const file = await written(
		`SELECT 1 AS n, ${point} AS where UNION ALL SELECT 2, NULL`,
		`KV_METADATA {geo: '${geo(encoding!)}'}`
	);
	const wanted = {
		rows: 2,
		columns: [{ name: 'n' }],
		geometry: [{ points: Float64Array.of(7, 8) }, undefined],
		crs: 'EPSG:32118',
		notes: []
	};
	expect(sourceOfParquet(file.name, await parquetTable(file, '', () => undefined))).toMatchObject(wanted);
	expect(await readPlain(file, reading())).toMatchObject(wanted);
});

test('a geometry that cannot be read costs its row the map, not the file', async () => {
	const file = await written("SELECT 'a' AS name, from_hex('0101') AS geometry", 'COMPRESSION zstd');
	const table = sourceOfParquet(file.name, await parquetTable(file, '', () => undefined));
	expect(table.notes).toEqual([{ kind: 'geometryUnread', count: 1, place: 'row 1' }]);
});

test('identifiers of sixteen bytes, which loaders.gl refuses, are read by the plain reader', async () => {
	const id = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';
	const file = await written(`SELECT '${id}'::UUID AS id`, 'COMPRESSION zstd');
	await expect(parquetTable(file, '', () => undefined)).rejects.toThrow('FixedSizeBinary');
	expect(cells(await readPlain(file, reading()))).toEqual({ id: [id] });
});
