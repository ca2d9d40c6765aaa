import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC, type Table } from 'apache-arrow';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Observation } from '#lib/model/observation.ts';
import type { BusWriter } from '#lib/server/bus/bus.ts';
import { openSqliteWriter } from '#lib/server/bus/sqlite-writer.ts';
import { HistoryEngine } from './engine.ts';
import type { WindowRequest } from './historian.ts';
import { HISTORIAN_DEFAULTS } from './start-historian.ts';

let dir: string;
let writer: BusWriter;
let engine: HistoryEngine;
const open = () =>
	HistoryEngine.open({ ...HISTORIAN_DEFAULTS, logDir: dir, dir: join(dir, 'history'), memoryMb: 256 });
beforeEach(async () => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-history-'));
	writer = openSqliteWriter(dir);
	engine = await open();
});
afterEach(async () => {
	await engine.close();
	writer.close();
	rmSync(dir, { recursive: true });
});

const bus = (entity: string, at: number, more: Partial<Observation> = {}): Observation => ({
	kind: 'observation',
	entity,
	at,
	...more
});
const commit = (rows: readonly Observation[], now: number, layer = 'buses') =>
	writer.commit({ batches: [{ layer, cls: 'state', rows }] }, now);
const ask = async (request: Partial<WindowRequest>) => {
	const answer = await engine.window({ layer: 'buses', from: 0, to: 1e9, by: 'observed', ...request });
	const chunks: Uint8Array[] = [];
	for await (const chunk of answer.stream) chunks.push(chunk);
	return { ...answer, table: tableFromIPC(Buffer.concat(chunks)) };
};
const rows = (table: Table) => table.toArray().map((row: { toJSON(): object }) => row.toJSON());

test('a window has the rows of its time in order, NULL where nothing was said', async () => {
	commit([bus('b1', 900, { position: [-73.98, 40.75], speed: 5, status: 'moving' })], 1000);
	commit([bus('b2', 800, { values: { load: 0.5 } }), bus('b1', 1200)], 1300);
	const { table, step } = await ask({ to: 1200 });
	expect(step).toBe(0);
	expect(rows(table)).toEqual([
		{
			idx: 1,
			at: 800,
			received: 1300,
			lon: null,
			lat: null,
			alt: null,
			speed: null,
			heading: null,
			status: null,
			quality: 0,
			seq: null,
			'm:load': 0.5
		},
		{
			idx: 0,
			at: 900,
			received: 1000,
			lon: -739800000,
			lat: 407500000,
			alt: null,
			speed: 500,
			heading: null,
			status: 0,
			quality: 0,
			seq: null,
			'm:load': null
		}
	]);
	const received = await ask({ by: 'received', fields: ['m:load'], from: 1000, to: 1301 });
	expect(rows(received.table)).toEqual([
		{ idx: 0, at: 900, received: 1000, 'm:load': null },
		{ idx: 1, at: 800, received: 1300, 'm:load': 0.5 },
		{ idx: 0, at: 1200, received: 1300, 'm:load': null }
	]);
});
