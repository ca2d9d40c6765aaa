import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import {
	Bool,
	DateDay,
	Dictionary,
	Float64,
	Int32,
	Int64,
	Table,
	TimestampMillisecond,
	Utf8,
	makeVector,
	tableFromIPC,
	tableToIPC,
	vectorFromArray
} from 'apache-arrow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resultColumns } from '#lib/queries/result-columns.ts';
import { exportApi, type ExportFormat } from './api.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const EIGHT_HOURS = 8 * HOUR;
const NAMED = { id: 'local-sql', title: { zh: '结果', en: 'Result' } };
const answer = tableToIPC(
	new Table({
		name: vectorFromArray(['虹桥, "T2"', null, ''], new Utf8()),
		lamps: vectorFromArray([3n, null, 9_007_199_254_740_993n], new Int64()),
		floors: vectorFromArray([1, 2, null], new Int32()),
		lng: vectorFromArray([121.5, null, 500], new Float64()),
		lat: vectorFromArray([31.25, 31, 31], new Float64()),
		on: vectorFromArray([true, false, null], new Bool()),
		at: vectorFromArray([new Date(0), null, new Date(DAY + 500)], new TimestampMillisecond()),
		day: vectorFromArray([new Date(0), null, new Date(DAY)], new DateDay())
	}),
	'stream'
);

let dir: string;
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'cityloop-export-'))));
afterAll(() => rmSync(dir, { recursive: true }));

/** Rows of a written file as DuckDB's own reader sees them. */
async function rowsIn(format: ExportFormat, select: (file: string) => string) {
	const file = join(dir, `answer.${format}`);
	writeFileSync(file, new Uint8Array(await exportApi.write(answer, format).arrayBuffer()));
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	const rows = await (await connection.run(select(file))).getRowObjectsJson();
	connection.closeSync();
	instance.closeSync();
	return rows;
}

test('another reader finds instants and days as what they are in the Parquet file', async () => {
	const types = await rowsIn(
		'parquet',
		(file) => `SELECT typeof("at") AS instant, typeof("day") AS day FROM read_parquet('${file}') LIMIT 1`
	);
	expect(types).toEqual([{ instant: 'TIMESTAMP', day: 'DATE' }]);
});

test('another reader finds every value of the Parquet file, by its type', async () => {
	const rows = await rowsIn('parquet', (file) => `SELECT * FROM read_parquet('${file}')`);
	expect(rows).toEqual([
		{
			name: '虹桥, "T2"',
			lamps: '3',
			floors: 1,
			lng: 121.5,
			lat: 31.25,
			on: true,
			at: '1970-01-01 00:00:00',
			day: '1970-01-01'
		},
		{ name: null, lamps: null, floors: 2, lng: null, lat: 31, on: false, at: null, day: null },
		{
			name: '',
			lamps: '9007199254740993',
			floors: null,
			lng: 500,
			lat: 31,
			on: null,
			at: '1970-01-02 00:00:00.5',
			day: '1970-01-02'
		}
	]);
});

test('another reader finds every value of the CSV file, and no value where there is none', async () => {
	const rows = await rowsIn('csv', (file) => `SELECT * FROM read_csv('${file}', allow_quoted_nulls = false)`);
	expect(rows).toEqual([
		{
			name: '虹桥, "T2"',
			lamps: '3',
			floors: '1',
			lng: 121.5,
			lat: 31.25,
			on: true,
			at: '1970-01-01 00:00:00',
			day: '1970-01-01'
		},
		{ name: null, lamps: null, floors: '2', lng: null, lat: 31, on: false, at: null, day: null },
		{
			name: '',
			lamps: '9007199254740993',
			floors: null,
			lng: 500,
			lat: 31,
			on: null,
			at: '1970-01-02 00:00:00.5',
			day: '1970-01-02'
		}
	]);
});

test('a CSV file begins with the mark by which Excel knows UTF-8', async () => {
	const bytes = new Uint8Array(await exportApi.write(answer, 'csv').arrayBuffer());
	expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

test('GeoJSON has a point where a row has a position on earth, and all else as properties', async () => {
	const written = JSON.parse(await exportApi.write(answer, 'geojson').text()) as { features: unknown[] };
	expect(written.features).toEqual([
		{
			type: 'Feature',
			geometry: { type: 'Point', coordinates: [121.5, 31.25] },
			properties: {
				name: '虹桥, "T2"',
				lamps: 3,
				floors: 1,
				on: true,
				at: '1970-01-01 00:00:00',
				day: '1970-01-01'
			}
		},
		expect.objectContaining({ geometry: null }),
		expect.objectContaining({ geometry: null })
	]);
	const plain = tableToIPC(new Table({ n: vectorFromArray([1], new Int32()) }), 'stream');
	expect(() => exportApi.write(plain, 'geojson')).toThrow('needs columns lng and lat');
});

test('an Arrow file has the very columns', async () => {
	const bytes = new Uint8Array(await exportApi.write(answer, 'arrow').arrayBuffer());
	expect(new TextDecoder().decode(bytes.subarray(0, 6))).toBe('ARROW1');
	expect(resultColumns(tableFromIPC(bytes))).toEqual(resultColumns(tableFromIPC(answer)));
});

test('texts that lie as words of a dictionary are texts in every format', async () => {
	const words = vectorFromArray(['on', null, 'on'], new Dictionary(new Utf8(), new Int32()));
	const bytes = tableToIPC(new Table({ status: words }), 'stream');
	expect(await exportApi.write(bytes, 'csv').text()).toBe('status\r\non\r\n\r\non\r\n');
	const file = join(dir, 'words.parquet');
	writeFileSync(file, new Uint8Array(await exportApi.write(bytes, 'parquet').arrayBuffer()));
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	const rows = await (await connection.run(`SELECT status FROM '${file}'`)).getRowsJson();
	instance.closeSync();
	expect(rows).toEqual([['on'], [null], ['on']]);
});

test('an answer without rows is a file without rows in every format', async () => {
	const none = tableToIPC(
		new Table({
			lng: vectorFromArray([] as number[], new Float64()),
			lat: vectorFromArray([] as number[], new Float64())
		}),
		'stream'
	);
	expect(await exportApi.write(none, 'csv').text()).toBe('\uFEFFlng,lat\r\n'.slice(1));
	expect(JSON.parse(await exportApi.write(none, 'geojson').text())).toMatchObject({ features: [] });
	expect(tableFromIPC(new Uint8Array(await exportApi.write(none, 'arrow').arrayBuffer())).numRows).toBe(0);
	expect(exportApi.write(none, 'parquet').size).toBeGreaterThan(0);
});

test('a result with positions becomes points: instants, numbers, categories, those without a position counted', async () => {
	const { dataset, data } = exportApi.points(answer, NAMED, 'Asia/Shanghai');
	expect(dataset).toEqual({
		kind: 'points',
		id: 'local-sql',
		title: { zh: '结果', en: 'Result' },
		file: '',
		rows: 3,
		columns: [
			{ name: 'name', kind: 'category' },
			{ name: 'lamps', kind: 'category' },
			{ name: 'floors', kind: 'number' },
			{ name: 'on', kind: 'category' },
			{ name: 'at', kind: 'category' },
			{ name: 'day', kind: 'category' }
		],
		span: { from: -EIGHT_HOURS, to: DAY - EIGHT_HOURS + 500 },
		withoutPosition: 2
	});
	const table = tableFromIPC(new Uint8Array(await data.arrayBuffer()));
	expect(table.schema.fields.map(({ name }) => name)).toEqual([
		'row',
		't',
		'lng',
		'lat',
		'name',
		'lamps',
		'floors',
		'on',
		'at',
		'day'
	]);
	expect([...table.getChild('t')!]).toEqual([-EIGHT_HOURS, null, DAY - EIGHT_HOURS + 500]);
	expect([...table.getChild('lng')!]).toEqual([121.5, null, null]);
	expect([...table.getChild('row')!]).toEqual([0, 1, 2]);
});

test('rows of a result are numbered anew, whatever the result calls its own columns', async () => {
	const positions = {
		lng: vectorFromArray([1, 2], new Float64()),
		lat: vectorFromArray([1, 2], new Float64())
	};
	const wall = (hours: number) => vectorFromArray([new Date(hours * HOUR), null], new TimestampMillisecond());
	const bytes = tableToIPC(
		new Table({
			row: vectorFromArray([41, 7], new Int32()),
			ROW: vectorFromArray([1, 2], new Int32()),
			t: vectorFromArray([0, null], new Float64()),
			...positions,
			local_time: wall(8),
			depth: vectorFromArray([3, 4], new Int32())
		}),
		'stream'
	);
	const names = ({ columns }: { columns: readonly { name: string }[] }) => columns.map(({ name }) => name);
	const { dataset, data } = exportApi.points(bytes, NAMED, 'Asia/Shanghai');
	// `local_time` said what `t` says.
	expect(names(dataset)).toEqual(['depth', 'row_', 'ROW__']);
	const table = tableFromIPC(new Uint8Array(await data.arrayBuffer()));
	expect([...table.getChild('row')!]).toEqual([0, 1]);
	expect([...table.getChild('row_')!]).toEqual([41, 7]);

	const other = tableToIPC(
		new Table({ t: vectorFromArray([0, null], new Float64()), ...positions, local_time: wall(9) }),
		'stream'
	);
	expect(names(exportApi.points(other, NAMED, 'Asia/Shanghai').dataset)).toEqual(['local_time_']);
});

test('an instant without end is none', () => {
	const column = (values: readonly number[]) => vectorFromArray(values, new Float64());
	const endless = new Table({ t: column([Infinity, 5]), lng: column([1, 2]), lat: column([1, 2]) });
	const { dataset } = exportApi.points(tableToIPC(endless, 'stream'), NAMED, 'Asia/Shanghai');
	expect(dataset.span).toEqual({ from: 5, to: 5 });
});

test('rows of a table are written piece by piece: instants as ISO 8601, a head only before the first', async () => {
	const piece = (t: readonly (number | null)[]) =>
		tableToIPC(
			new Table({
				t: vectorFromArray(t, new Float64()),
				depth: vectorFromArray(
					t.map((_, row) => row / 2),
					new Float64()
				)
			}),
			'stream'
		);
	const times = new Set(['t']);
	const parts = [
		exportApi.csvRows(piece([0, null]), times, true),
		exportApi.csvRows(piece([1]), times, false)
	];
	expect(await new Blob(parts).text()).toBe(
		't,depth\r\n1970-01-01T00:00:00.000Z,0\r\n,0.5\r\n1970-01-01T00:00:00.001Z,0\r\n'
	);
});

test('many rows at once are written as if they came piece by piece', async () => {
	const count = 100_002;
	const rows = Float64Array.from({ length: count }, (_, row) => row);
	const bytes = tableToIPC(new Table({ row: makeVector(rows) }), 'stream');
	const text = await exportApi.csvRows(bytes, new Set(), true).text();
	expect(text).toBe(`row\r\n${Array.from(rows, (row) => `${row}\r\n`).join('')}`);
});
