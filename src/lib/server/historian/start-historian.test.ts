import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HistoryEngine } from './engine.ts';
import type { Historian } from './historian.ts';
import { DAY, HOUR, START, SmallHistory, says, tableOf } from './small-history.ts';
import { startHistorian } from './start-historian.ts';

let history: SmallHistory;
let historian: Historian | undefined;
beforeEach(async () => {
	history = await SmallHistory.open();
	await history.engine.close();
});
afterEach(async () => {
	await historian?.close();
	historian = undefined;
	history.discard();
});
const start = async (now: () => number = () => START) =>
	(historian = await startHistorian({ ...history.options, now, tickEvery: 20, commitEvery: 1 }));
const whole = { layer: 'buses', from: START - DAY, to: START + DAY, by: 'observed' as const };

/** So many rows in records of a thousand. */
function commitMany(rows: number): void {
	for (let i = 0; i < rows; i += 1000)
		history.commit(
			Array.from({ length: 1000 }, (_, k) => says(`b${k}`, START + i, { values: { load: k } })),
			START + i
		);
}

test('what is committed is recorded when told, and by itself', async () => {
	const { notify, health } = await start();
	history.commit([says('b1', START)], START);
	notify(1);
	await expect.poll(() => health().offset).toBe(1);
	history.commit([says('b1', START + 1)], START + 1);
	await expect.poll(() => health().offset).toBe(2);
	expect(health()).toEqual({ offset: 2, sealedOffset: 0, lagRecords: 0, bytes: 0 });
});

test('an answer has what the log had when it was asked for', async () => {
	const { window, at } = await start();
	for (let i = 0; i < 20; i++) {
		history.commit([says('b1', START + i)], START + i);
		const { stream } = await window({ ...whole, fields: [] });
		expect((await tableOf(stream)).numRows).toBe(i + 1);
		expect((await at('buses', START + i, 'received')).offset).toBe(i + 1);
	}
});

test('errors of the thread keep their code', async () => {
	const { at, window } = await start();
	await expect(at('nothing', START, 'received')).rejects.toMatchObject({ code: 'LAYER_UNKNOWN' });
	await expect(window({ ...whole, layer: 'nothing' })).rejects.toMatchObject({ code: 'LAYER_UNKNOWN' });
});

test('a window that is given up frees its place for the next', async () => {
	commitMany(200_000);
	const { window } = await start();
	for (let i = 0; i < 8; i++) {
		const gone = new AbortController();
		const { stream } = await window({ ...whole, signal: gone.signal });
		const chunks = stream[Symbol.asyncIterator]();
		await chunks.next();
		if (i % 2) gone.abort();
		else await chunks.return?.();
	}
	const { stream } = await window({ ...whole, fields: ['m:load'] });
	expect((await tableOf(stream)).numRows).toBe(200_000);
});

test('readers that take their time keep nobody from an answer', async () => {
	commitMany(100_000);
	const { window, at } = await start();
	const slow = await Promise.all(
		Array.from({ length: 6 }, async () => {
			const { stream } = await window(whole);
			const chunks = stream[Symbol.asyncIterator]();
			await chunks.next();
			return chunks;
		})
	);
	expect((await at('buses', START + 50_000, 'received')).hash).toBe(
		history.hashOfLog(START + 50_000, 'received')
	);
	await Promise.all(slow.map((chunks) => chunks.return?.()));
});

test('two million rows go through little memory, and more come in steps', async () => {
	commitMany(2_001_000);
	const { window, health } = await start(() => START);
	await expect.poll(() => health().lagRecords, { timeout: 150_000 }).toBe(0);
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void; // V8's own
	const held = () => {
		collect();
		const { heapUsed, arrayBuffers } = process.memoryUsage();
		return heapUsed + arrayBuffers;
	};
	const before = held();
	let most = 0;
	let bytes = 0;
	const raw = await window({ ...whole, to: START + 2_000_000 });
	for await (const chunk of raw.stream) {
		bytes += chunk.byteLength;
		most = Math.max(most, held() - before);
	}
	expect(raw.step).toBe(0);
	expect(bytes).toBeGreaterThan(2_000_000 * 44);
	expect(most).toBeLessThan(20e6);
	const stepped = await window({ ...whole, fields: [] });
	const table = await tableOf(stepped.stream);
	expect([stepped.step, table.numRows]).toEqual([2000, 1_001_000]);
}, 240_000);

test('killed at any moment, history has every row of the log once', async () => {
	const child = join(history.dir, 'child.mjs');
	writeFileSync(
		child,
		`
		import { startHistorian } from ${JSON.stringify(new URL('./start-historian.ts', import.meta.url).href)};
		let now = ${START};
		const historian = await startHistorian({
			...JSON.parse(process.argv[2]),
			now: () => (now += ${HOUR / 4}),
			tickEvery: 5,
			commitEvery: 1
		});
		setInterval(() => process.stdout.write(historian.health().offset + '\\n'), 5);
	`
	);
	const options = { ...history.options, keyframeRows: 50, retain: { days: 1e5, bytes: 1e12 } };
	let at = START;
	let written = 0;
	for (let round = 0; round < 6; round++) {
		const victim = spawn(process.execPath, ['--no-warnings', child, JSON.stringify(options)], {
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const ended = new Promise((resolve) => victim.once('exit', resolve));
		let recorded = 0;
		victim.stdout.on(
			'data',
			(text: Buffer) => (recorded = Number(text.toString().trim().split('\n').at(-1)))
		);
		await expect
			.poll(
				() => {
					for (let i = 0; i < 5; i++) {
						at += HOUR / 16;
						history.commit([says(`b${written++ % 7}`, at, { seq: written, values: { load: written } })], at);
					}
					return recorded;
				},
				{ interval: 20, timeout: 60_000 }
			)
			.toBeGreaterThan(written + 15 * round);
		victim.kill('SIGKILL');
		await ended;
	}
	history.engine = await HistoryEngine.open(options);
	expect((await history.window({ to: START + 1000 * DAY })).rows).toEqual(history.rowsOfLog());
	const { hash } = await history.engine.at('buses', at, 'received');
	expect(hash).toBe(history.hashOfLog(at, 'received'));
	expect(history.engine.health().failure).toBeUndefined();
	await history.engine.close();
}, 240_000);

test('history that cannot be opened says why', async () => {
	await expect(
		startHistorian({ ...history.options, dir: join(history.dir, 'log.sqlite', 'no') })
	).rejects.toThrow(/not a directory|ENOTDIR/);
});
