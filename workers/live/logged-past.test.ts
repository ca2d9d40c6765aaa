import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { expect, onTestFinished, test, vi } from 'vitest';
import { LatestState } from '#lib/model/latest-state.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { STEP_HEADER } from '#lib/model/history.ts';
import { encodeFrame } from '#lib/model/wire/encode-frame.ts';
import { stateColumns } from '#lib/model/wire/state-frame.ts';
import { EntityStore } from './entity-store.ts';
import { LiveHttp } from './http.ts';
import { LoggedPast } from './logged-past.ts';

const T = 1_763_899_200_000;
const MINUTE = 60_000;
interface Asked {
	readonly from: number;
	readonly to: number;
	readonly v?: string;
}

/** A past out of a server that says of each window how many rows it has, and when its socket was closed early. */
async function pastOf(answer: (asked: Asked) => { readonly step?: number } | 'never') {
	const windows: Asked[] = [];
	let cut = 0;
	const server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
		if (pathname === '/api/history/coverage')
			return void response.end(
				JSON.stringify([{ layer: 'air', version: '7a', sealedTo: T + 50 * MINUTE, hours: [] }])
			);
		if (pathname === '/api/history/at') {
			const t0 = Number(searchParams.get('t'));
			return void response.end(
				encodeFrame({
					kind: 'snapshot',
					flags: 0,
					sid: 0,
					schemaId: 1,
					seq: 0,
					t0,
					tEmit: t0,
					epoch: 1,
					rev: 0,
					lod: 2,
					tile: { z: 0, x: 0, y: 0 },
					removed: new Uint32Array(0),
					...stateColumns(new LatestState())
				})
			);
		}
		const v = searchParams.get('v');
		const asked: Asked = {
			from: Number(searchParams.get('from')),
			to: Number(searchParams.get('to')),
			...(v !== null && { v })
		};
		windows.push(asked);
		response.on('close', () => (cut += response.writableFinished ? 0 : 1));
		const reply = answer(asked);
		if (reply === 'never') return;
		response.setHeader(STEP_HEADER, String(reply.step ?? 0));
		const at = [asked.from + 5];
		response.end(
			tableToIPC(
				tableFromArrays({
					idx: Uint32Array.of(3),
					at,
					received: at,
					'm:pm': Float32Array.of(asked.from / MINUTE)
				}),
				'stream'
			)
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo; // listening on TCP
	const past = new LoggedPast(
		new EntityStore(new LocalFrame([0, 0])),
		{
			http: new LiveHttp(`http://127.0.0.1:${port}`, undefined),
			layer: 'air',
			metrics: () => ['pm'],
			serverNow: () => T + 100 * MINUTE
		},
		() => undefined
	);
	onTestFinished(() => {
		past.close();
		server.closeAllConnections();
		server.close();
	});
	return { past, windows, cut: () => cut };
}
const there = (past: LoggedPast, at: number, speed: number) =>
	vi.waitFor(() => expect(past.bring(at, speed)).toBe('there'), { timeout: 5000, interval: 10 });

test('two windows ahead are there before they are needed, and no more are kept than one behind', async () => {
	const { past, windows } = await pastOf(() => ({}));
	await there(past, T + 1, 1);
	await vi.waitFor(() => expect(windows.map(({ from }) => (from - T) / MINUTE)).toEqual([0, 1, 2]));
	await there(past, T + MINUTE + 10, 1);
	expect(past.store.metrics[0]![past.store.slotOf(3)!]).toBe(Math.fround((T + MINUTE) / MINUTE));
	await vi.waitFor(() => expect(windows).toHaveLength(4));
	// Far away, all of them are others.
	past.seek();
	await there(past, T + 50 * MINUTE, 1);
	expect(windows.slice(4).map(({ from }) => (from - T) / MINUTE)).toEqual([50, 51, 52]);
	past.seek();
	await there(past, T + MINUTE + 10, -1);
	await vi.waitFor(() => expect(windows.slice(7).map(({ from }) => (from - T) / MINUTE)).toEqual([1, 0, -1]));
});

test('windows that are complete are asked for by their version, so that they may be kept', async () => {
	const { past, windows } = await pastOf(() => ({}));
	let jump = 0;
	// The version comes beside the first windows.
	await vi.waitFor(() => {
		past.seek();
		past.bring(T + 3 * (jump++ % 10) * MINUTE, 1);
		expect(windows.at(-1)?.v).toBe('7a');
	});
	past.seek();
	past.bring(T + 90 * MINUTE, 1);
	await vi.waitFor(() => expect(windows.at(-1)!.from).toBe(T + 92 * MINUTE));
	windows.length = 0;
	past.seek();
	await there(past, T + 48 * MINUTE, 1);
	await vi.waitFor(() => expect(windows.map(({ v }) => v)).toEqual(['7a', '7a', undefined]));
});

test('what a jump no longer needs is given up', async () => {
	const { past, windows, cut } = await pastOf(({ from }) => (from < T + 10 * MINUTE ? 'never' : {}));
	past.bring(T + 1, 1);
	await vi.waitFor(() => expect(windows).toHaveLength(3));
	past.seek();
	await there(past, T + 50 * MINUTE, 1);
	await vi.waitFor(() => expect(cut()).toBe(3));
});

test('windows of which the server has too many rows are made shorter until every row comes', async () => {
	const { past, windows } = await pastOf(({ from, to }) => (to - from > 16_000 ? { step: 2000 } : {}));
	await there(past, T + 1, 1);
	await vi.waitFor(() => {
		past.bring(T + 1, 1);
		expect(windows.at(-1)!.to - windows.at(-1)!.from).toBe(15_000);
	});
	await there(past, T + 15_010, 1);
	expect(past.store.metrics[0]![past.store.slotOf(3)!]).toBe(Math.fround((T + 15_000) / MINUTE));
});
