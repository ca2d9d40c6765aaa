import { expect, test } from 'vitest';
import { csv } from './adapter.ts';

const NOW = Date.UTC(2026, 2, 1);
const decode = (text: string, topic?: string) =>
	csv.decode(new TextEncoder().encode(text), NOW, topic === undefined ? {} : { topic });

test('columns are found by name, units stand in brackets, empty cells are not said', () => {
	const { rows, rejected, counts } = decode(
		'id,time [+08:00],lng,lat,speed (km/h),heading,status,pm25 [ug/m3],t (°C),note\n' +
			'a,2026-03-01 08:00,116.4,39.9,36,-90,ok,35,NA,"hello, world"\n' +
			'b,2026/3/1 8:00:00,,,,,,,21.5,\n'
	);
	expect(rejected).toEqual([]);
	expect(rows).toEqual([
		{
			kind: 'observation',
			entity: 'a',
			at: NOW,
			position: [116.4, 39.9],
			speed: expect.closeTo(10, 9) as number,
			heading: 270,
			status: 'ok',
			values: { pm25: 35 },
			units: { pm25: 'ug/m3' }
		},
		{ kind: 'observation', entity: 'b', at: NOW, values: { t: 21.5 }, units: { t: 'Cel' } }
	]);
	expect(counts).toEqual({ row: 2, 'cell not used': 1 });
});

test('Chinese names in GB 18030, as spreadsheets save them', () => {
	// 编号,时间,经度,纬度,速度 and a row, encoded by iconv.
	const header = [
		0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0xbe, 0xad, 0xb6, 0xc8, 0x2c, 0xce, 0xb3,
		0xb6, 0xc8, 0x2c, 0xcb, 0xd9, 0xb6, 0xc8, 0x0d, 0x0a
	];
	const row = new TextEncoder().encode('B12,2026-03-01T00:00:00Z,116.4,39.9,8\r\n');
	expect(csv.decode(Uint8Array.from([...header, ...row]), NOW)).toEqual({
		rows: [{ kind: 'observation', entity: 'B12', at: NOW, position: [116.4, 39.9], speed: 8 }],
		rejected: [],
		counts: { 'text in GB 18030': 1, row: 1 }
	});
});

test('semicolons, decimal commas, date and clock apart, a byte-order mark', () => {
	expect(decode('\ufeffstation;date [Z];time;value\nx;2026-03-01;0:00;1,5\n').rows).toEqual([
		{ kind: 'observation', entity: 'x', at: NOW, values: { value: 1.5 } }
	]);
});

test('year, month, day and hour are one time when they come together', () => {
	expect(decode('station,year [+08:00],month,day,hour,PM2.5\nx,2026,3,1,8,4\n').rows).toEqual([
		{ kind: 'observation', entity: 'x', at: NOW, values: { 'PM2.5': 4 } }
	]);
});

test('a table by MQTT may leave the id to its topic', () => {
	expect(decode('t\n21\n', 'city/demo/air/pole-7/up').rows).toEqual([
		{ kind: 'observation', entity: 'pole-7', layer: 'air', at: NOW, values: { t: 21 } }
	]);
});

test('bad cells and lines are rejected where they stand, and the others go on', () => {
	const { rows, rejected } = decode(
		'id,at,lng,lat,v\na,2026-03-01T00:00:00,,,1\nb,,,,2\nc,1772323200,x,1,3\nd,1772323200,1,1,oops\n,1772323200,1,1,5\ne,1772323200,1,99,6\nf,1772323200,1,,7\n'
	);
	expect(rows.map((row) => row.kind === 'observation' && row.entity)).toEqual(['d']);
	expect(rejected).toEqual([
		{
			place: 'line 2',
			reason:
				'"2026-03-01T00:00:00" names no zone; end it with Z or +08:00, or write the zone in the header: time [+08:00]'
		},
		{ place: 'line 3', reason: 'it has no time' },
		{ place: 'line 4', reason: 'lng "x" is not a number' },
		{ place: 'line 5, v', reason: '"oops" is a text, not a number' },
		{ place: 'line 6', reason: 'its id is empty' },
		{ place: 'line 7', reason: 'latitude 99 is not within -90 and 90' },
		{ place: 'line 8', reason: 'it has only one of longitude and latitude' }
	]);
});

test('a table without an id column says which it has', () => {
	expect(decode('lon,lat\n1,2\n')).toMatchObject({
		rows: [],
		rejected: [{ place: 'header line', reason: expect.stringContaining('there are: lon, lat') as string }]
	});
});

test('no text at all is said so', () => {
	expect([decode('').rejected, decode('a\0b').rejected]).toEqual([
		[{ place: 'message', reason: 'it is empty' }],
		[{ place: 'character 1', reason: 'a NUL character: this is no text' }]
	]);
});

test('a message of more than a hundred thousand rows is cut, and says so', () => {
	const { rows, rejected } = decode(`id,v\n${'a,1\n'.repeat(100_005)}`);
	expect(rows.length).toBe(100_000);
	expect(rejected).toEqual([
		{ place: 'message', reason: 'a message may hold 100000 rows; what follows was not read' }
	]);
});
