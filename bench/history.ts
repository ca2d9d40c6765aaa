import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { tableFromIPC, type Table } from 'apache-arrow';
import type { Observation } from '#lib/model/observation.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { columnOf, metricOf } from '#lib/model/wire/frame.ts';
import { openSqliteWriter } from '#lib/server/bus/sqlite-writer.ts';
import { HistoryEngine } from '#lib/server/historian/engine.ts';
import { HISTORIAN_DEFAULTS } from '#lib/server/historian/start-historian.ts';
import { benchOptions, goal, median, say, spread, versionsOf, writeResult } from './harness.ts';

/**
 * P15, the past: rows of vehicles from the log into history, a window of all of them until its reader has the values,
 * and the state at an instant. CPU of the whole process. Peers, in the same DuckDB: usual: one row as JSON with each
 * INSERT, row objects through JSON.stringify, the state by arg_max over all rows; best: the appender value by
 * value, columns through JSON.stringify, the same query for the state.
 */
const options = benchOptions();
const SIZES = options.smoke ? [20_000] : [250_000, 1_000_000];
const ROUNDS = options.smoke ? 1 : 3;
const ENTITIES = options.smoke ? 2000 : 20_000;
const BATCH = 1000;
/** One JSON row per INSERT is slow: its rows are counted by themselves. */
const USUAL_ROWS = options.smoke ? 500 : 10_000;
const START = Date.UTC(2026, 2, 1);
const LAYER = 'vehicles';

/** 20,000 rows a second, each vehicle a little late, every tenth without a position. */
function observationsFrom(start: number): Observation[] {
	return Array.from({ length: BATCH }, (_, k) => {
		const i = start + k;
		const vehicle = i % ENTITIES;
		return {
			kind: 'observation',
			entity: `vehicle-${vehicle}`,
			at: START + i / 20 - (i % 7) * 100,
			...(i % 10 && { position: [-73.9 + vehicle * 1e-6 + i * 1e-8, 40.7 + vehicle * 1e-6] as const }),
			speed: (i % 60) / 4,
			heading: i % 360,
			status: i % 3 ? 'moving' : 'stopped',
			values: { load: i % 100 }
		};
	});
}
const receivedAt = (start: number) => START + (start + BATCH) / 20;

/** CPU of everything that `work` does, in seconds. */
async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1e6;
}

const PEER_TABLE =
	'(idx UINTEGER, ts DOUBLE, received DOUBLE, off BIGINT, lon INTEGER, lat INTEGER, speed USMALLINT, heading USMALLINT, status UTINYINT, load FLOAT)';

/** Peers' best way in: the appender, value by value, a transaction for each batch as ours has one for each look. */
async function appendByValue(connection: DuckDBConnection, rows: number): Promise<void> {
	await connection.run(`CREATE TABLE typed ${PEER_TABLE}`);
	const whole = (value: number, step: number) => Math.round(value / step);
	for (let start = 0; start < rows; start += 100 * BATCH) {
		const appender = await connection.createAppender('typed');
		for (let i = start; i < Math.min(rows, start + 100 * BATCH); i += BATCH)
			observationsFrom(i).forEach(({ at, position, speed, heading, status, values }, k) => {
				appender.appendUInteger((i + k) % ENTITIES);
				appender.appendDouble(at);
				appender.appendDouble(receivedAt(i));
				appender.appendBigInt(BigInt(i / BATCH + 1));
				if (position) {
					appender.appendInteger(whole(position[0], 1e-7));
					appender.appendInteger(whole(position[1], 1e-7));
				} else {
					appender.appendNull();
					appender.appendNull();
				}
				appender.appendUSmallInt(whole(speed!, 0.01));
				appender.appendUSmallInt(whole(heading!, 0.01));
				appender.appendUTinyInt(status === 'moving' ? 0 : 1);
				appender.appendFloat(values!['load']!);
				appender.endRow();
			});
		appender.closeSync();
	}
}

/** Peers' usual way in: every row its own INSERT of JSON. */
async function insertJson(connection: DuckDBConnection, rows: number): Promise<void> {
	await connection.run('CREATE OR REPLACE TABLE documents (document JSON)');
	const insert = await connection.prepare('INSERT INTO documents VALUES ($1)');
	for (let i = 0; i < rows; i += BATCH)
		for (const observation of observationsFrom(i).slice(0, rows - i)) {
			insert.bindVarchar(1, JSON.stringify(observation));
			await insert.run();
		}
}

const COLUMNS = ['idx', 'ts', 'received', 'lon', 'lat', 'speed', 'heading', 'status', 'load'] as const;
/** How our windows call them. */
const OURS: Readonly<Record<string, string>> = { ts: 'at', load: 'm:load' };
const WINDOW_SQL = `SELECT ${COLUMNS.join(', ')} FROM typed ORDER BY ts, off, idx`;
/** Position, status and metric of the newest row that says each, as ours. */
const stateSql = (t: number) =>
	`SELECT idx, max(ts) AS ts, arg_max(lon, ts) FILTER (lon IS NOT NULL) AS lon, arg_max(lat, ts) FILTER (lat IS NOT NULL) AS lat, ` +
	`arg_max(status, ts) AS status, arg_max(load, ts) AS load FROM typed WHERE received <= ${t} GROUP BY idx ORDER BY idx`;
const rowObjects = async (connection: DuckDBConnection, sql: string) =>
	JSON.stringify(await (await connection.runAndReadAll(sql)).getRowObjectsJS());
const columnLists = async (connection: DuckDBConnection, sql: string) =>
	JSON.stringify(await (await connection.runAndReadAll(sql)).getColumnsObjectJS());

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

function assertSame(what: string, ours: ArrayLike<unknown>, theirs: ArrayLike<unknown>): void {
	if (ours.length !== theirs.length)
		throw new Error(`wrong: ${what}: ${ours.length} and ${theirs.length} values`);
	for (let i = 0; i < ours.length; i++)
		if (ours[i] !== theirs[i])
			throw new Error(`wrong: ${what} ${i}: ${String(ours[i])} and ${String(theirs[i])}`);
}

/** Every value of every row, in order, of ours and both peers. */
async function proveWindow(table: Table, peers: DuckDBConnection): Promise<void> {
	const theirs = JSON.parse(await columnLists(peers, WINDOW_SQL)) as Record<string, (number | null)[]>;
	const objects = JSON.parse(await rowObjects(peers, WINDOW_SQL)) as Record<string, number | null>[];
	for (const name of COLUMNS) {
		const ours = [...table.getChild(OURS[name] ?? name)!] as unknown[]; // numbers and nulls
		assertSame(name, ours, theirs[name]!);
		assertSame(
			name,
			ours,
			objects.map((row) => row[name])
		);
	}
}

/** Every value of every entity at an instant. */
async function proveState(engine: HistoryEngine, peers: DuckDBConnection, t: number): Promise<number> {
	const frame = decodeFrame((await engine.at(LAYER, t, 'received')).frame);
	const theirs = JSON.parse(await columnLists(peers, stateSql(t))) as Record<string, (number | null)[]>;
	const said = (values: ArrayLike<number>, none: number) =>
		Array.from(values, (value) => (value === none ? null : value));
	assertSame('idx', columnOf(frame, 'idx')!, theirs['idx']!);
	assertSame('ts', columnOf(frame, 'ts')!, theirs['ts']!);
	assertSame('lon', said(columnOf(frame, 'lon')!, 0x7fffffff), theirs['lon']!);
	assertSame('lat', said(columnOf(frame, 'lat')!, 0x7fffffff), theirs['lat']!);
	assertSame('status', said(columnOf(frame, 'status')!, 0xff), theirs['status']!);
	assertSame('load', metricOf(frame, 0)!, theirs['load']!);
	return frame.count;
}

async function measure(rows: number) {
	const dir = mkdtempSync(join(tmpdir(), 'cityloop-bench-history-'));
	const writer = openSqliteWriter(dir);
	for (let i = 0; i < rows; i += BATCH)
		writer.commit({ batches: [{ layer: LAYER, cls: 'state', rows: observationsFrom(i) }] }, receivedAt(i));
	writer.close();
	const now = receivedAt(rows);
	const open = (name: string) =>
		HistoryEngine.open({ ...HISTORIAN_DEFAULTS, logDir: dir, dir: join(dir, name) });
	const openPeers = async (name: string) => {
		mkdirSync(join(dir, name));
		const instance = await DuckDBInstance.create(join(dir, name, 'peer.duckdb'), {
			threads: '1',
			memory_limit: `${HISTORIAN_DEFAULTS.memoryMb}MB`
		});
		return { instance, connection: await instance.connect() };
	};

	const times = {
		write: [] as number[],
		writeByValue: [] as number[],
		writeJson: [] as number[],
		window: [] as number[],
		windowRead: [] as number[],
		windowObjects: [] as number[],
		windowColumns: [] as number[],
		state: [] as number[],
		stateObjects: [] as number[],
		stateColumns: [] as number[]
	};
	/** An instant in the middle of what is kept, another in each round. */
	const instant = (round: number) => START + (rows / 20) * (0.35 + 0.1 * round) + 1;
	let bytes = { arrow: 0, objects: 0, columns: 0 };
	let entities = 0;
	for (let round = 0; round < ROUNDS; round++) {
		const engine = await open(`ours-${round}`);
		const peers = await openPeers(`peers-${round}`);
		// Ours reads and decodes the log, commits, and makes its keyframes; the peers have their rows at hand.
		times.write.push(await cpuSeconds(() => engine.keepHouse(now)));
		times.writeByValue.push(await cpuSeconds(() => appendByValue(peers.connection, rows)));
		times.writeJson.push(await cpuSeconds(() => insertJson(peers.connection, USUAL_ROWS)));
		// The rows that the peers made on their way are no work of theirs.
		const making = await cpuSeconds(async () => {
			for (let i = 0; i < rows; i += BATCH) observationsFrom(i);
			return Promise.resolve();
		});
		times.writeByValue[round]! -= making;
		times.writeJson[round]! -= (making * USUAL_ROWS) / rows;

		const window = async () => {
			const fields = ['lon', 'lat', 'speed', 'heading', 'status', 'm:load'];
			const asked = { layer: LAYER, from: START - 1000, to: now, by: 'observed' as const, fields };
			return bytesOf((await engine.window(asked)).stream);
		};
		const parsed = async (text: Promise<string>) => JSON.parse(await text) as unknown;
		if (round === 0) {
			await proveWindow(tableFromIPC(await window()), peers.connection);
			for (let r = 0; r < Math.max(2, ROUNDS); r++)
				entities = await proveState(engine, peers.connection, instant(r));
			bytes = {
				arrow: (await window()).byteLength,
				objects: (await rowObjects(peers.connection, WINDOW_SQL)).length,
				columns: (await columnLists(peers.connection, WINDOW_SQL)).length
			};
		}
		times.window.push(await cpuSeconds(window));
		times.windowRead.push(await cpuSeconds(async () => tableFromIPC(await window())));
		times.windowColumns.push(await cpuSeconds(() => parsed(columnLists(peers.connection, WINDOW_SQL))));
		times.windowObjects.push(await cpuSeconds(() => parsed(rowObjects(peers.connection, WINDOW_SQL))));
		const t = instant(round);
		times.state.push(await cpuSeconds(() => engine.at(LAYER, t, 'received')));
		times.stateColumns.push(await cpuSeconds(() => columnLists(peers.connection, stateSql(t))));
		times.stateObjects.push(await cpuSeconds(() => rowObjects(peers.connection, stateSql(t))));
		await engine.close();
		peers.connection.closeSync();
		peers.instance.closeSync();
	}
	rmSync(dir, { recursive: true });
	return { rows, times, bytes, entities };
}

const results = [];
for (const rows of SIZES) {
	const result = await measure(rows);
	say(
		`${rows} rows: window ${median(result.times.windowRead).toFixed(3)} s of CPU, row objects ${median(result.times.windowObjects).toFixed(3)} s`
	);
	results.push(result);
}
const { rows, times, bytes, entities } = results.at(-1)!;
/** Share of a core that 20,000 rows a second take. */
const shareOf = (seconds: readonly number[], n: number) => (median(seconds) / n) * 20_000;

writeResult(
	{
		name: 'history',
		versions: versionsOf('@duckdb/node-api', 'apache-arrow'),
		correct: {
			what: 'every value of every row of the window, and of every entity at several instants, equal in all contestants',
			rows,
			entities
		},
		rounds: ROUNDS,
		ours: {
			writeShareAt20000: shareOf(times.write, rows),
			windowCpuSeconds: spread(times.windowRead),
			windowServerCpuSeconds: spread(times.window),
			windowBytes: bytes.arrow,
			stateCpuSeconds: spread(times.state)
		},
		peers: [
			{
				name: 'one JSON row per INSERT, row objects to JSON',
				use: 'usual',
				writeShareAt20000: shareOf(times.writeJson, USUAL_ROWS),
				windowCpuSeconds: spread(times.windowObjects),
				windowBytes: bytes.objects,
				stateCpuSeconds: spread(times.stateObjects)
			},
			{
				name: 'appender by value, columns to JSON',
				use: 'best',
				writeShareAt20000: shareOf(times.writeByValue, rows),
				windowCpuSeconds: spread(times.windowColumns),
				windowBytes: bytes.columns,
				stateCpuSeconds: spread(times.stateColumns)
			}
		],
		sizes: results.map((result) => ({
			n: result.rows,
			writeShareAt20000: shareOf(result.times.write, result.rows),
			windowCpuSeconds: median(result.times.windowRead),
			rowObjectsWindowCpuSeconds: median(result.times.windowObjects),
			stateCpuSeconds: median(result.times.state),
			rowObjectsStateCpuSeconds: median(result.times.stateObjects)
		})),
		limit: `a window reads, sorts and copies ${(bytes.arrow / 1e6).toFixed(1)} MB of columns`,
		goals: [
			goal(
				'P15',
				'share of a core to record 20,000 rows a second',
				shareOf(times.write, rows),
				0.1,
				'atMost'
			),
			goal(
				'P15',
				`CPU seconds of a window of ${rows} rows as Arrow`,
				median(times.window),
				rows / 1e6,
				'atMost'
			),
			goal('P15', 'CPU seconds of the state at an instant', median(times.state), 0.2, 'atMost'),
			goal(
				'P15',
				'window until it is read, against row objects and JSON',
				median(times.windowRead) / median(times.windowObjects),
				1 / 5,
				'atMost'
			),
			goal(
				'P15',
				'window until it is read, against columns and JSON',
				median(times.windowRead) / median(times.windowColumns),
				1 / 2,
				'atMost'
			)
		]
	},
	options
);
