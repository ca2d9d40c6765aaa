import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSqliteWriter } from '#lib/server/bus/sqlite-writer.ts';
import { HistoryEngine } from './engine.ts';
import { HotStore } from './hot-store.ts';
import { HOUR, START, SmallHistory, says } from './small-history.ts';

let history: SmallHistory;
beforeEach(async () => {
	history = await SmallHistory.open({ keyframeRows: 3 });
});
afterEach(async () => {
	await history.close();
});

/** Six hours of a row each ten minutes; the first four are sealed. */
async function sixHours(): Promise<void> {
	for (let i = 0; i < 36; i++) {
		const at = START + (i * HOUR) / 6;
		history.commit([says(`b${i % 3}`, at, { seq: i, values: { load: i } })], at);
	}
	await history.engine.keepHouse(START + 4 * HOUR + 120_000);
}
async function expectAll(): Promise<void> {
	expect((await history.window()).rows).toEqual(history.rowsOfLog());
	for (const t of [START + HOUR, START + 4 * HOUR + 1, START + 6 * HOUR])
		expect((await history.engine.at('buses', t, 'received')).hash).toBe(history.hashOfLog(t, 'received'));
}

test('a damaged database is moved aside; history goes on from its files and the log', async () => {
	await sixHours();
	await history.engine.close();
	const database = join(history.historyDir, 'hot.duckdb');
	const bytes = readFileSync(database);
	writeFileSync(database, bytes.fill(7, 4096, 20_480));
	rmSync(`${database}.wal`, { force: true });
	history.engine = await HistoryEngine.open(history.options);
	const place = join(history.historyDir, '.aside', '1');
	expect(history.engine.health()).toEqual({
		offset: 24,
		sealedOffset: 24,
		lagRecords: 12,
		bytes: expect.any(Number),
		failure: `The database of the last hours was damaged and moved to ${place}; history goes on from its files and the log.`
	});
	expect(readdirSync(place)).toEqual(['hot.duckdb']);
	await expectAll();
	await history.reopen();
	expect(history.engine.health().failure).toBeUndefined();
	await expectAll();
});

test('a database that fails while it is in use is opened anew, and replaced when it fails again', async () => {
	await sixHours();
	const broken = new Error(
		'FATAL Error: Failed: database has been invalidated because of a previous fatal error.'
	);
	const append = vi.spyOn(HotStore.prototype, 'append');
	append.mockRejectedValueOnce(broken);
	history.commit([says('b1', START + 6 * HOUR)], START + 6 * HOUR);
	await history.engine.take();
	expect(history.engine.health()).toMatchObject({ offset: 37, lagRecords: 0 });
	expect(history.engine.health().failure).toBeUndefined();
	append.mockRejectedValueOnce(broken);
	history.commit([says('b1', START + 6 * HOUR + 1)], START + 6 * HOUR + 1);
	await history.engine.take();
	expect(history.engine.health().failure).toMatch(
		/^The database of the last hours was damaged and moved to /
	);
	await history.engine.keepHouse(START + 8 * HOUR);
	await expectAll();
});

test('records that the log no longer had are said, and the others are kept', async () => {
	await sixHours();
	await history.engine.close();
	rmSync(join(history.historyDir, 'hot.duckdb'));
	history.writer.trim(30, 0);
	history.engine = await HistoryEngine.open(history.options);
	await history.engine.keepHouse(START + 6 * HOUR);
	expect(history.engine.health().failure).toBe(
		'The records 25 to 29 are missing: the log no longer had them.'
	);
	expect((await history.window({ fields: [] })).rows).toHaveLength(24 + 7);
	await history.reopen();
	await history.engine.keepHouse(START + 6 * HOUR);
	expect(history.engine.health().failure).toContain('25 to 29');
	await history.engine.keepHouse(START + 40 * 24 * HOUR);
	expect(history.engine.health().failure).toBeUndefined();
});

test('history of another log is moved aside', async () => {
	await sixHours();
	await history.engine.close();
	history.writer.close();
	for (const file of readdirSync(history.dir).filter((name) => name.startsWith('log.')))
		rmSync(join(history.dir, file));
	Object.assign(history, { writer: openSqliteWriter(history.dir) });
	history.commit([says('other', START)], START, 'trams');
	history.engine = await HistoryEngine.open(history.options);
	expect(history.engine.health().failure).toBe(
		`History of another log was moved to ${join(history.historyDir, '.aside', '1')}: its rows name entities that this log does not have.`
	);
	expect(history.engine.coverage().map(({ layer }) => layer)).toEqual(['trams']);
	expect((await history.window({ layer: 'trams', fields: [] })).rows).toEqual([
		{ idx: 0, at: START, received: START }
	]);
});

test('a layer whose manifest is damaged is moved aside, the others go on', async () => {
	history.commit([says('p', START)], START, 'parks');
	await sixHours();
	await history.engine.close();
	writeFileSync(join(history.historyDir, 'parks', 'manifest.json'), '{');
	history.engine = await HistoryEngine.open(history.options);
	expect(history.engine.health().failure).toBe(
		`The files of parks cannot be read and were moved to ${join(history.historyDir, '.aside', '1')}.`
	);
	await expectAll();
});

test('a damaged keyframe is passed over', async () => {
	await sixHours();
	const keyframes = join(history.historyDir, 'buses', 'keyframes');
	expect(readdirSync(keyframes).length).toBeGreaterThan(0);
	for (const file of readdirSync(keyframes)) writeFileSync(join(keyframes, file), 'no');
	await expectAll();
});

test('what a crash left unfinished is removed at the next start', async () => {
	await sixHours();
	const day = join(history.historyDir, 'buses', '2026-03-01');
	for (const file of ['04.parquet.tmp', '17.parquet']) writeFileSync(join(day, file), 'half');
	await history.reopen();
	expect(readdirSync(day).sort()).toEqual(['00.parquet', '01.parquet', '02.parquet', '03.parquet']);
});

test('a database that another process has is said in words', async () => {
	await history.engine.close();
	const holder = spawn(
		process.execPath,
		[
			'--input-type=module',
			'-e',
			"import { DuckDBInstance } from '@duckdb/node-api'; const held = await DuckDBInstance.create(process.argv[1]); console.log('held'); setInterval(() => held, 1e6);",
			join(history.historyDir, 'hot.duckdb')
		],
		{ stdio: ['ignore', 'pipe', 'inherit'] }
	);
	try {
		await new Promise((resolve) => holder.stdout.once('data', resolve));
		await expect(HistoryEngine.open(history.options)).rejects.toMatchObject({
			code: 'INPUT_UNREADABLE',
			message: `${join(history.historyDir, 'hot.duckdb')} is open in another process: stop it, then start again.`
		});
		expect(existsSync(join(history.historyDir, '.aside'))).toBe(false);
	} finally {
		const ended = new Promise((resolve) => holder.once('exit', resolve));
		holder.kill('SIGKILL');
		await ended;
		history.engine = await HistoryEngine.open(history.options);
	}
});
