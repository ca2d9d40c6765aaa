import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tableFromIPC } from 'apache-arrow';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { columnOf } from '#lib/model/wire/frame.ts';
import { stateOf } from '#lib/model/wire/state-frame.ts';
import { accessOf, bearerOf } from '#lib/server/auth/access.ts';
import { answerRoute } from '#lib/server/http/answer-route.ts';
import { replyError } from '#lib/server/http/json-reply.ts';
import type { Historian } from './historian.ts';
import { historyRoutes } from './history-routes.ts';
import { HOUR, START, SmallHistory, plainRows, says } from './small-history.ts';
import { startHistorian } from './start-historian.ts';

/** SHA-256 of the token `night`. */
const NIGHT = '176473d7313395b6e209bc6b1d57aa160b628706860aa0554d7af60a1d40ab87';

let history: SmallHistory;
let historian: Historian;
let server: Server;
let address: string;
let now = START + 3 * HOUR;
beforeEach(async () => {
	now = START + 3 * HOUR;
	history = await SmallHistory.open();
	await history.engine.close();
	history.writer.declare(
		layerDeclaration.parse({ id: 'buses', metrics: [{ name: 'load', unit: '%' }], interval: 60 })
	);
	history.writer.declare(layerDeclaration.parse({ id: 'patrols', restricted: 'police' }));
	history.writer.declare(layerDeclaration.parse({ id: 'alerts', cls: 'event' }));
	history.commit([says('b1', START + 1000, { position: [7.5, 43.5], values: { load: 40 } })], START + 2000);
	history.commit([says('b2', START + 2000)], START + 3000);
	history.commit([says('p1', START)], START + 4000, 'patrols');
	historian = await startHistorian({ ...history.options, now: () => now, tickEvery: 20, commitEvery: 5 });
	const routes = historyRoutes({
		historian: () => historian,
		sampled: () => [{ layer: 'transit', sampled: true, step: 1000 }],
		access: (request) =>
			accessOf([{ name: 'n', sha256: NIGHT, ingest: false, rights: ['police'] }], bearerOf(request))
	});
	server = createServer((request, response) => {
		answerRoute(routes, new URL(request.url!, 'http://history'), request, response).catch((thrown: unknown) =>
			replyError(response, thrown)
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/history/`;
});
afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	await historian.close();
	history.discard();
});

const ask = (path: string, headers: Record<string, string> = {}) => fetch(address + path, { headers });
const night = { Authorization: 'Bearer night' };
const whole = `from=${START}&to=${START + HOUR}`;

test('coverage says of every layer that the asker may read what is there', async () => {
	await expect.poll(async () => (await historian.coverage('buses'))[0]!.sealedTo).toBe(START + 2 * HOUR);
	const coverage = (await (await ask('coverage')).json()) as unknown[];
	expect(coverage).toEqual([
		{ layer: 'transit', sampled: true, step: 1000 },
		{
			layer: 'buses',
			from: START + 1000,
			to: START + 2000,
			version: expect.stringMatching(/^[a-z0-9.]+$/),
			sealedTo: START + 2 * HOUR,
			hours: [{ from: START, rows: 2 }]
		}
	]);
	const more = (await (await ask('coverage', night)).json()) as { layer: string }[];
	expect(more.map(({ layer }) => layer)).toEqual(['transit', 'buses', 'patrols']);
	expect(await (await ask('coverage?layer=transit')).json()).toEqual([
		{ layer: 'transit', sampled: true, step: 1000 }
	]);
});

test('a window comes as Arrow, its metrics with their units', async () => {
	const reply = await ask(`window?layer=buses&${whole}&fields=lon,m:load`);
	expect(reply.status).toBe(200);
	expect(reply.headers.get('Content-Type')).toBe('application/vnd.apache.arrow.stream');
	expect([reply.headers.get('Cityloop-Step'), reply.headers.get('Cityloop-Offset')]).toEqual(['0', '3']);
	const table = tableFromIPC(new Uint8Array(await reply.arrayBuffer()));
	expect(table.schema.fields.map(({ name, metadata }) => [name, metadata.get('unit')])).toEqual([
		['idx', undefined],
		['at', undefined],
		['received', undefined],
		['lon', undefined],
		['m:load', '%']
	]);
	expect(plainRows(table)).toEqual([
		{ idx: 0, at: START + 1000, received: START + 2000, lon: 75_000_000, 'm:load': 40 },
		{ idx: 1, at: START + 2000, received: START + 3000, lon: null, 'm:load': null }
	]);
});

test('a window of one entity has only its rows', async () => {
	const reply = await ask(`window?layer=buses&${whole}&entity=1&fields=m:load`);
	expect(plainRows(tableFromIPC(new Uint8Array(await reply.arrayBuffer())))).toEqual([
		{ idx: 1, at: START + 2000, received: START + 3000, 'm:load': null }
	]);
	expect((await ask(`window?layer=buses&${whole}&entity=one`)).status).toBe(400);
});

test('a sealed window is kept for ever under its version, any other as long as its ETag holds', async () => {
	await expect.poll(async () => (await historian.coverage('buses'))[0]!.sealedTo).toBe(START + 2 * HOUR);
	const { version } = (await historian.coverage('buses'))[0]!;
	const kept = await ask(`window?layer=buses&${whole}&v=${version}`);
	expect(kept.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
	const old = await ask(`window?layer=buses&${whole}&v=other`);
	expect(old.headers.get('Cache-Control')).toBe('public, no-cache');
	const open = await ask(`window?layer=buses&from=${START}&to=${START + 9 * HOUR}&v=${version}`);
	expect(open.headers.get('Cache-Control')).toBe('public, no-cache');
	const again = await ask(`window?layer=buses&${whole}`, { 'If-None-Match': old.headers.get('ETag')! });
	expect([again.status, await again.text()]).toEqual([304, '']);
	history.commit([says('b3', START + 5000)], now);
	const changed = await ask(`window?layer=buses&${whole}&v=${version}`, {
		'If-None-Match': old.headers.get('ETag')!
	});
	expect([changed.status, changed.headers.get('Cache-Control')]).toEqual([200, 'public, no-cache']);
	await Promise.all([kept, open, changed, old].map((reply) => reply.arrayBuffer()));
});

test('the state at an instant is a snapshot frame with its hash', async () => {
	const reply = await ask(`at?layer=buses&t=${START + 2500}&by=received`);
	const frame = decodeFrame(await reply.arrayBuffer());
	expect({ kind: frame.kind, t0: frame.t0, rev: frame.rev, idx: [...columnOf(frame, 'idx')!] }).toEqual({
		kind: 'snapshot',
		t0: START + 2500,
		rev: 1,
		idx: [0]
	});
	expect(reply.headers.get('Cityloop-State-Hash')).toBe(history.hashOfLog(START + 2500, 'received'));
	expect(stateOf(frame).hash()).toBe(reply.headers.get('Cityloop-State-Hash'));
	const stamped = await ask(`at?layer=buses&t=${START + 2500}&by=received&stamps=1`);
	expect(stateOf(decodeFrame(await stamped.arrayBuffer())).hash()).toBe(
		reply.headers.get('Cityloop-State-Hash')
	);
	const again = await ask(`at?layer=buses&t=${START + 2500}&by=received`, {
		'If-None-Match': reply.headers.get('ETag')!
	});
	expect(again.status).toBe(304);
});

test('a restricted layer answers only those who have its right, and no shared cache may keep it', async () => {
	for (const path of [
		`coverage?layer=patrols`,
		`window?layer=patrols&${whole}`,
		`at?layer=patrols&t=${START}`
	]) {
		const refused = await ask(path);
		expect([path, refused.status, await refused.json()]).toEqual([
			path,
			403,
			{
				code: 'FORBIDDEN',
				message: "patrols is restricted: send a token that has the right 'police'.",
				details: expect.objectContaining({ layer: 'patrols' })
			}
		]);
		const given = await ask(path, night);
		expect([path, given.status]).toEqual([path, 200]);
		await given.arrayBuffer();
	}
	const reply = await ask(`window?layer=patrols&${whole}`, night);
	expect(reply.headers.get('Cache-Control')).toBe('private, no-cache');
	await reply.arrayBuffer();
});

test.each([
	[`window?${whole}`, 'layer names a live layer; it is missing.'],
	['window?layer=buses&to=1', 'from is milliseconds since 1970; it is missing.'],
	['window?layer=buses&from=now&to=1', "from is milliseconds since 1970; not 'now'."],
	['window?layer=buses&from=2&to=2', "to lies after from; not '2'."],
	[`window?layer=buses&${whole}&by=me`, "by is observed or received; not 'me'."],
	[`window?layer=buses&${whole}&step=-1`, "step is whole milliseconds, 0 for every row; not '-1'."],
	[
		`window?layer=buses&${whole}&bbox=1,2,3`,
		"bbox is west,south,east,north in degrees, south at most north; not '1,2,3'."
	],
	[
		`window?layer=buses&${whole}&fields=lon,colour`,
		"fields: buses has no column 'colour'; it has idx, at, received, lon, lat, alt, speed, heading, status, quality, seq, m:load."
	],
	['at?layer=buses', 't is milliseconds since 1970; it is missing.'],
	['at?layer=buses&t=1e99', "t is milliseconds since 1970; not '1e99'."],
	['at?layer=buses&t=1&stamps=yes', "stamps is 1 or 0; not 'yes'."],
	['at?layer=alerts&t=1', 'layer: alerts holds events, which have no state; ask /api/events/alerts.']
])('%s is refused in words', async (path, message) => {
	const reply = await ask(path);
	expect([reply.status, ((await reply.json()) as { message: string }).message]).toEqual([400, message]);
});

test('a layer that nobody knows is not found', async () => {
	for (const path of [`window?layer=trams&${whole}`, 'at?layer=trams&t=1', 'coverage?layer=trams'])
		expect((await ask(path)).status).toBe(404);
});
