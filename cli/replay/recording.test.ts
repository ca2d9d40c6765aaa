import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LayerDeclaration } from '#lib/model/live-layer.ts';
import type { Observation } from '#lib/model/observation.ts';
import { openJourneys } from './journeys.ts';
import { play } from './play.ts';
import { recordingOf } from './recording.ts';
import { openTables, parseColumns, readPositions } from './table.ts';

let dir: string;
beforeAll(() => (dir = mkdtempSync(join(tmpdir(), 'cityloop-replay-'))));
afterAll(() => rmSync(dir, { recursive: true }));
const write = (name: string, text: string) => {
	const file = join(dir, name);
	writeFileSync(file, text);
	return file;
};
const seen = (entity: string, at: number): Observation => ({
	kind: 'observation',
	entity,
	at,
	values: { v: at }
});

test('journeys that are not there, or none, are said so', () => {
	const opening = (file: string) => () => openJourneys(file);
	expect(opening(join(dir, 'none.json'))).toThrow(
		/none\.json: there is no such file; check the path given\.$/
	);
	expect(opening(write('broken.json.gz', '{'))).toThrow(/broken\.json\.gz: it is not JSON\.$/);
	expect(opening(write('empty.json', '[]'))).toThrow(
		/empty\.json: there is no journey in it that can be played\.$/
	);
});

test('a recording gives what lies after one instant and up to another', async () => {
	const recording = recordingOf([seen('b', 3000), seen('a', 1000), seen('a', 2000)], [], []);
	expect([recording.from, recording.to, recording.interval]).toEqual([1000, 3000, 1]);
	expect((await recording.between(1000, 3000)).map(({ at }) => at)).toEqual([2000, 3000]);
	expect(await recording.between(3000, 9000)).toEqual([]);
});

test('a vehicle on a journey is where time has brought it, and gone when it is over', async () => {
	const file = write(
		'trips.json',
		JSON.stringify([
			{
				path: [
					[10, 50],
					[10, 50.01]
				],
				timestamps: [0, 100]
			},
			{
				path: [
					[10, 50],
					[10, 50.01]
				],
				timestamps: [50, 100]
			},
			{
				path: [
					[10, 50],
					[120, 50]
				],
				timestamps: [0, 10]
			}
		])
	);
	const journeys = openJourneys(file);
	expect([journeys.from, journeys.to, journeys.dated]).toEqual([0, 100_000, false]);
	expect(journeys.rejected.map(({ count }) => count)).toEqual([1]);
	const [first, ...others] = await journeys.between(0, 25_000);
	expect(others).toEqual([]);
	expect(first!.position![1]).toBeCloseTo(50.0025, 9);
	expect(first).toMatchObject({ entity: 'journey-0', heading: 0, status: 'moving' });
	expect(first!.speed!).toBeCloseTo(11.12, 2);
	expect((await journeys.between(90_000, 120_000)).map(({ gone }) => gone)).toEqual([true, true]);
});

test('columns of a date are joined, NA is not said, places come from another table', async () => {
	const file = write(
		'air.csv',
		'year,month,day,hour,PM2.5,TEMP,station\n2013,3,1,0,4,-0.7,A\n2013,3,1,1,NA,NA,A\n2013,3,1,2,NA,1,B\n'
	);
	const places = await readPositions(write('stations.csv', 'station,latitude,longitude\na,40,116\n'));
	const metrics = [
		{ name: 'PM2.5', unit: 'ug/m3' },
		{ name: 'TEMP', unit: 'Cel' }
	];
	const columns = parseColumns(
		'time=year+month+day+hour,entity=station,format=y-M-d-H',
		metrics,
		'Asia/Shanghai'
	);
	const recording = await openTables([file], columns, places);
	expect(recording.from).toBe(Date.parse('2013-03-01T00:00:00+08:00'));
	expect(await recording.between(0, recording.to)).toEqual([
		{
			kind: 'observation',
			entity: 'A',
			at: recording.from,
			values: { 'PM2.5': 4, TEMP: -0.7 },
			position: [116, 40]
		},
		{ kind: 'observation', entity: 'A', at: recording.from + 3_600_000, values: {}, position: [116, 40] },
		{ kind: 'observation', entity: 'B', at: recording.to, values: { TEMP: 1 } }
	]);
});

test('played, it starts now, keeps its order and says what it is', async () => {
	const sent: Observation[] = [];
	const declared: LayerDeclaration[] = [];
	const began = Date.now();
	const recording = recordingOf([seen('a', 1e12), seen('a', 1e12 + 600_000)], [{ name: 'v', unit: '1' }], []);
	const played = await play(
		recording,
		{
			declare: async (declaration) => void declared.push(declaration),
			send: async (rows) => void sent.push(...rows),
			close: async () => undefined
		},
		{
			layer: 'x',
			attribution: '',
			speed: 1200,
			loop: false,
			seconds: Infinity,
			signal: new AbortController().signal,
			onProgress: () => undefined
		}
	);
	expect(played.sent).toBe(2);
	expect(sent[1]!.at - sent[0]!.at).toBe(500);
	expect(sent[0]!.at).toBeGreaterThanOrEqual(began);
	expect(declared).toMatchObject([
		{ id: 'x', origin: 'replayed', dataClock: { eventAt: 1e12, speed: 1200 } }
	]);
});

const data =
	process.env['CITYLOOP_TEST_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
describe.skipIf(!existsSync(join(data, 'nyc')))(`the published recordings (${data})`, () => {
	test('New York’s taxis: 995 of 996 journeys', async () => {
		const taxis = openJourneys(join(data, 'nyc/deckgl-taxi-trips-v7.json.gz'));
		expect(taxis.rejected).toMatchObject([{ count: 1 }]);
		const running = await taxis.between(999_000, 1_000_000);
		expect(running.length).toBeGreaterThan(100);
		expect(running.every(({ position, gone }) => gone || position![0] > -75)).toBe(true);
	});

	test('a station of Beijing: 35,064 hours', async () => {
		const metrics = [{ name: 'PM2.5', unit: 'ug/m3' }];
		const air = await openTables(
			[join(data, 'beijing-aq/PRSA_Data_Dongsi_20130301-20170228.csv.gz')],
			parseColumns('time=year+month+day+hour,entity=station,format=y-M-d-H', metrics, 'Asia/Shanghai'),
			await readPositions(join(data, 'beijing-aq/station_metadata.csv'))
		);
		expect((await air.between(0, Infinity)).length).toBe(35_064);
		expect(air.interval).toBe(3600);
	});
});
