import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { YUNQUAN_VERSION } from '#lib/cities/yunquan/plan/options.ts';
import { NO_ACCESS } from '../auth/access.ts';
import { answerRoute } from '../http/answer-route.ts';
import { replyError } from '../http/json-reply.ts';
import { openInProcess } from '../ingest/in-process.ts';
import { liveConfig } from '../live/live-config.ts';
import { demoCityOf } from './demo-city.ts';
import { keepSimulator } from './keep-simulator.ts';
import { openSimulation, type Simulation } from './open-simulation.ts';
import { simulationRoutes } from './simulation-routes.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };
const CITY = { id: 'yunquan', version: '0123456789ab', fictional: true };
let dir: string;
const ends: (() => Promise<unknown>)[] = [];
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-simulation-'));
	mkdirSync(join(dir, 'demo'));
});
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
	rmSync(dir, { recursive: true });
});
const record = (changes: object = {}) =>
	writeFileSync(
		join(dir, 'demo', 'yunquan.json'),
		JSON.stringify({
			generator: YUNQUAN_VERSION,
			seed: 2026,
			buildings: 500,
			version: CITY.version,
			...changes
		})
	);

test('only the demo city as it is made today is simulated', () => {
	expect(demoCityOf(dir, CITY)).toBeUndefined();
	record();
	expect(demoCityOf(dir, CITY)).toEqual({ seed: 2026, buildings: 500 });
	expect(demoCityOf(dir, { ...CITY, fictional: false })).toBeUndefined();
	expect(demoCityOf(dir, { ...CITY, version: 'ffffffffffff' })).toBeUndefined();
	record({ generator: YUNQUAN_VERSION - 1 });
	expect(demoCityOf(dir, CITY)).toBeUndefined();
	writeFileSync(join(dir, 'demo', 'yunquan.json'), '{');
	expect(demoCityOf(dir, CITY)).toBeUndefined();
});

test('a simulator that ends is started again, is told everything anew, and ends with the server', async () => {
	const program = join(dir, 'simulator.mjs');
	const seen = join(dir, 'seen.txt');
	writeFileSync(
		program,
		`import { appendFileSync } from 'node:fs';
		process.on('message', (message) => {
			appendFileSync(${JSON.stringify(seen)}, process.argv.slice(2).join(' ') + ' ' + JSON.stringify(message) + '\\n');
			process.send({ kind: 'speaking', feeds: 1 });
			if (message.started[0].since < 2) process.exit(1);
		});
		setInterval(() => undefined, 1000);`
	);
	const broker: { port?: number } = {};
	let since = 0;
	const simulator = keepSimulator({
		city: { seed: 7, buildings: 500 },
		mqttPort: () => broker.port,
		incidents: () => [{ name: 'crowd', since: since++ }],
		program,
		again: 20
	});
	ends.push(() => simulator.close());
	broker.port = 1999;
	await vi.waitFor(() => expect(readFileSync(seen, 'utf8').split('\n')).toHaveLength(4), PATIENCE);
	expect(readFileSync(seen, 'utf8').split('\n')[2]).toBe(
		'simulate --to mqtt://127.0.0.1:1999 --seed 7 --buildings 500 {"kind":"incidents","started":[{"name":"crowd","since":2}]}'
	);
	await vi.waitFor(() => expect(simulator.speaking).toBe(true), PATIENCE);
	await simulator.close();
	expect(simulator.speaking).toBe(false);
});

async function served(
	simulation: () => Simulation | undefined
): Promise<(body?: object) => Promise<unknown>> {
	const routes = simulationRoutes({ simulation, access: () => NO_ACCESS, openToSenders: () => true });
	const server = createServer((request, response) => {
		answerRoute(routes, new URL(`http://local${request.url}`), request, response).catch((thrown: unknown) =>
			replyError(response, thrown)
		);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	ends.push(() => new Promise((resolve) => server.close(resolve)));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/simulation`; // a TCP server's
	return async (body) => {
		const post = {
			method: 'POST',
			body: JSON.stringify(body),
			headers: { 'Content-Type': 'application/json' }
		};
		const response = await fetch(url, { ...(body && post), keepalive: false });
		return response.json();
	};
}

test('a city without a simulation says so', async () => {
	const ask = await served(() => undefined);
	expect(await ask()).toEqual({ running: false, incidents: [] });
	expect(await ask({ start: 'rainstorm' })).toMatchObject({ code: 'NOT_FOUND' });
	expect(await ask({ begin: 'rainstorm' })).toMatchObject({
		code: 'INPUT_INVALID',
		message: expect.stringMatching(/^Send \{ "start": name \}/)
	});
});

test('the demo city speaks through real MQTT as soon as it is served, and what is started happens', async () => {
	record();
	const ingest = await openInProcess({
		logDir: join(dir, 'log'),
		config: liveConfig.parse({}),
		host: '127.0.0.1',
		mqttPort: 0
	});
	ends.push(() => ingest.close());
	const simulation = openSimulation({
		dataDir: dir,
		city: CITY,
		mqttPort: () => ingest.health().mqttPort,
		guarded: false
	})!;
	ends.push(() => simulation.close());
	const ask = await served(() => simulation);
	await vi.waitFor(() => expect(ingest.bus.end).toBeGreaterThan(0), PATIENCE);
	expect(await ask()).toMatchObject({ running: true });
	expect(ingest.bus.layers().every(({ declaration }) => declaration.origin === 'simulated')).toBe(true);
	expect(await ask({ start: 'sensor-failure:cars' })).toMatchObject({
		incidents: expect.arrayContaining([
			expect.objectContaining({ name: 'sensor-failure', layers: ['cars'], since: expect.any(Number) })
		])
	});
	const speaks = (layer: string, after: number) =>
		ingest.bus.read(after + 1, 1e6).some((one) => one.layer === layer);
	await vi.waitFor(() => {
		const before = ingest.bus.end;
		return vi.waitFor(
			() => {
				expect(speaks('road-flow', before)).toBe(true);
				expect(speaks('cars', before)).toBe(false);
			},
			{ timeout: 4000, interval: 500 }
		);
	}, PATIENCE);
	expect(openSimulation({ dataDir: dir, city: CITY, mqttPort: () => 1, guarded: true })).toBeUndefined();
});

test('what is under way when the server stops goes on when it starts again', async () => {
	record();
	const clock = { now: 1000 };
	const open = () => {
		const opened = openSimulation({
			dataDir: dir,
			city: CITY,
			mqttPort: () => undefined,
			guarded: false,
			now: () => clock.now
		})!;
		ends.push(() => opened.close());
		return opened;
	};
	const running = (simulation: Simulation) =>
		simulation.state().incidents.filter(({ since }) => since !== undefined);
	const before = open();
	before.start('rainstorm');
	before.start('sensor-failure:cars');
	before.start('crowd');
	clock.now = 61_000;
	before.stop('crowd');
	const stopped = running(before);
	await before.close();
	expect(running(open())).toEqual(stopped);
	expect(stopped).toEqual([
		{ name: 'rainstorm', since: 1000, until: 3_301_000 },
		{ name: 'crowd', since: 1000, until: 961_000 },
		{ name: 'sensor-failure', since: 1000, until: 1_802_000, layers: ['cars'] }
	]);
	clock.now = 3_301_000;
	expect(running(open())).toEqual([]);
	writeFileSync(join(dir, 'live', 'yunquan', 'incidents.json'), '[{"name":"flood"}]');
	expect(running(open())).toEqual([]);
});
