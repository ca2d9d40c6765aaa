import { DuckDBInstance } from '@duckdb/node-api';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeWkb } from '#lib/model/wkb.ts';
import { sourceOfArrow } from '../arrow/source-of-arrow.ts';
import { cellsOf } from '../fixtures/cells-of.ts';
import { ValueColumns } from '../table/value-columns.ts';
import { parquetTable } from './parquet-table.ts';

async function written(select: string, options = 'COMPRESSION zstd'): Promise<File> {
	const path = join(mkdtempSync(join(tmpdir(), 'cityloop-')), 'a.parquet');
	const duckdb = await (await DuckDBInstance.create()).connect();
	await duckdb.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ${options})`);
	return new File([readFileSync(path)], 'a.parquet');
}
const read = async (file: File, onBytes: (bytes: number) => void = () => undefined) =>
	sourceOfArrow(file.name, await parquetTable(file, '', onBytes));

/** Cells by column as another reader finds them. */
async function othersCells(file: File) {
	const columns = new ValueColumns();
	const rows = await parquetReadObjects({ file: await file.arrayBuffer(), compressors });
	for (const row of rows) columns.push(row);
	return cellsOf({ rows: rows.length, columns: columns.finish() });
}

const COLUMNS = `
	range::INTEGER AS small, range::BIGINT * 1000003 AS large, 4::UBIGINT AS unsigned, range / 8::DOUBLE AS real,
	(range - 9)::DECIMAL(12, 3) / 8 AS exact, range % 2 = 0 AS yes, 'k' || range % 3 AS word, encode('桥') AS bytes,
	CASE WHEN range % 5 = 0 THEN NULL ELSE range END AS holes, 'v'::ENUM('u', 'v') AS one_of,
	TIMESTAMP '2024-01-05 08:30:00.25' + INTERVAL (range) SECOND AS wall,
	TIMESTAMP_NS '2024-01-05 08:30:00.000250' + INTERVAL (range) MILLISECOND AS fine,
	TIMESTAMPTZ '2024-01-05 08:30:00+08' AS instant, DATE '1969-12-30' AS day,
	[range, NULL] AS list, {'x': range, 'y': 1.125::DECIMAL(12, 3), 'at': DATE '2024-01-05', 'of': ['z']} AS record`;

test.for(['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'])(
	'another reader finds the same in columns of every kind, of %s',
	async (codec) => {
		const file = await written(
			`SELECT ${COLUMNS} FROM range(3000)`,
			`COMPRESSION ${codec}, ROW_GROUP_SIZE 2048`
		);
		const bytes: number[] = [];
		const table = await read(file, (count) => void bytes.push(count));
		const cells = cellsOf(table);
		expect(table.rows).toBe(3000);
		expect(cells).toEqual(await othersCells(file));
		expect([cells.exact?.[0], cells.wall?.[3], cells.list?.[7]]).toEqual([
			-1.125,
			Date.UTC(2024, 0, 5, 8, 30, 3, 250),
			'[7,null]'
		]);
		const zoned = table.columns.flatMap((column) =>
			column.store === 'time' && column.zoned ? column.name : []
		);
		expect(zoned).toEqual(['instant']);
		expect(bytes.length).toBeGreaterThan(2);
		expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
	}
);

test('kinds that only its module knows are read too', async () => {
	const file = await written(
		`SELECT '1b4e28ba-2fa1-11d2-883f-0016d3cca427'::UUID AS id, INTERVAL '3 days 0.5 seconds' AS span,
		TIME '08:30:00.5' AS clock, '\\xC8\\xC9'::BLOB AS bytes, TIMESTAMP 'infinity' AS until, NULL::INTEGER AS nothing,
		TIMESTAMP '1969-01-05 08:30:00.000250' AS early`
	);
	expect(cellsOf(await read(file))).toEqual({
		id: ['1b4e28ba-2fa1-11d2-883f-0016d3cca427'],
		span: ['P3DT0.5S'],
		clock: ['08:30:00.500'],
		bytes: ['c8c9'],
		until: [NaN],
		nothing: [NaN],
		early: [Date.UTC(1969, 0, 5, 8, 30)]
	});
});

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
])('GeoParquet of %s is placed', async ([encoding, point]) => {
	const file = await written(
		`SELECT 1 AS n, ${point} AS where UNION ALL SELECT 2, NULL`,
		`KV_METADATA {geo: '${geo(encoding!)}'}`
	);
	expect(await read(file)).toMatchObject({
		rows: 2,
		columns: [{ name: 'n' }],
		geometry: [{ points: Float64Array.of(7, 8) }, undefined],
		crs: 'EPSG:32118',
		notes: []
	});
});

test('an entry that is none of GeoParquet is passed over', async () => {
	expect((await read(await written('SELECT 1 AS n', "KV_METADATA {geo: '{}'}"))).rows).toBe(1);
});

test('a geometry that cannot be read costs its row the map, not the file', async () => {
	const table = await read(await written("SELECT 'a' AS name, from_hex('0101') AS geometry"));
	expect(table.notes).toEqual([{ kind: 'geometryUnread', count: 1, place: 'row 1' }]);
});

test('a file that was cut off is refused', async () => {
	const file = await written('SELECT range AS n FROM range(2000)');
	await expect(read(new File([file.slice(0, 500)], 'a.parquet'))).rejects.toThrow();
});
