import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DayCity } from '#lib/cities/yunquan/day/day-city.ts';
import { dayOf } from '#lib/cities/yunquan/day/day.ts';
import { simulationOf } from '#lib/cities/yunquan/day/simulation.ts';
import type { StartedIncident } from '#lib/cities/yunquan/day/incidents.ts';
import type { DayMessage } from '#lib/cities/yunquan/day/world.ts';
import { SMALL, smallCity } from '#lib/cities/yunquan/testing/small-city.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { columnOf } from '#lib/model/wire/frame.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import { openSqliteWriter } from '#lib/server/bus/sqlite-writer.ts';
import { AdapterMemory } from '#lib/server/ingest/adapter-memory.ts';
import { INGEST_LIMITS } from '#lib/server/ingest/ingest-limits.ts';
import { openInProcess } from '#lib/server/ingest/in-process.ts';
import { Intake } from '#lib/server/ingest/intake.ts';
import { takeDeclaration } from '#lib/server/ingest/mqtt/take-declaration.ts';
import { wayOfTopic } from '#lib/server/ingest/mqtt/topic-ways.ts';
import { SourceTally } from '#lib/server/ingest/source-tally.ts';
import { liveConfig } from '#lib/server/live/live-config.ts';
import { dryRun } from './dry-run.ts';
import { NATURAL, paceFor } from './pace.ts';
import { openPublisher } from './publisher.ts';
import { run } from './run.ts';
import { simulate } from './simulate.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };
const RUSH = Date.parse('2026-05-06T08:00+08:00');
const cityOfSeed = (seed: number): DayCity => {
	const options = { ...SMALL, seed };
	return { options, named: smallCity(seed).named, day: dayOf(options) };
};
const city = cityOfSeed(SMALL.seed);
const perfect = simulationOf(city, { faults: false });
const storm: readonly StartedIncident[] = [{ name: 'rainstorm', since: RUSH - 1_200_000 }];

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'cityloop-simulate-'))));
afterEach(() => rmSync(dir, { recursive: true }));

/** Takes messages one after the other into a log of its own, as of the given clock. */
async function logged(name: string, messages: Iterable<DayMessage>, now: () => number) {
	const folder = join(dir, name);
	const writer = openSqliteWriter(folder);
	const intake = new Intake(writer, {
		now,
		limits: INGEST_LIMITS,
		memory: new AdapterMemory(join(folder, 'memory')),
		tally: new SourceTally(),
		onNews: () => undefined
	});
	for (const { topic, payload } of messages) {
		const way = wayOfTopic(topic);
		if (way?.kind !== 'rows' && way?.kind !== 'declare') throw new Error(`nothing is taken at ${topic}`);
		const { layer } = way;
		const message = { bytes: payload, source: 'mqtt', topic, ...(layer !== undefined && { layer }) };
		if (way.kind === 'declare') await takeDeclaration(intake, way.layer, { ...message, adapter: 'json' });
		else await intake.take({ ...message, adapter: way.adapter, ...(way.into && { into: way.into }) }, true);
	}
	intake.close();
	writer.close();
	return openSqliteReader(folder);
}

/** A frame without the number that its log drew at random. */
function withoutEpoch(frame: Uint8Array): Uint8Array {
	return Uint8Array.from(frame).fill(0, 32, 36);
}

test('the same seed and clock give the same messages, another seed gives others', () => {
	const hashOf = (seed: number) =>
		dryRun(simulationOf(cityOfSeed(seed), { faults: true }), RUSH, 4, storm, NATURAL).hash;
	const hash = hashOf(SMALL.seed);
	expect(hashOf(SMALL.seed)).toBe(hash);
	expect(hashOf(7)).not.toBe(hash);
});

test('failing sensors silence the air, or the layer that is named, for as long as it lasts', () => {
	const layersAt = (at: number, started: readonly StartedIncident[]) =>
		new Set([...perfect.messages(at, 300, started)].map(({ topic }) => topic.split('/')[2]));
	const since = RUSH + 1000;
	const air = [{ name: 'sensor-failure', since }] as const;
	expect(layersAt(RUSH, air)).toContain('air');
	expect(layersAt(RUSH + 60_000, air)).not.toContain('air');
	expect(layersAt(RUSH + 60_000, air)).toContain('cars');
	expect(layersAt(RUSH + 3_600_000, air)).toContain('air');
	const trains = [{ name: 'sensor-failure', since, layer: 'metro-vehicles' }] as const;
	expect(layersAt(RUSH + 60_000, trains)).not.toContain('metro');
	expect(layersAt(RUSH + 60_000, trains)).toContain('bus');
});

test('two runs with the same seed and clock leave the same log', async () => {
	const digests = [];
	for (const name of ['first', 'second']) {
		let now = RUSH;
		const simulation = simulationOf(city, { faults: true });
		const lived = function* (): Generator<DayMessage> {
			yield* simulation.declarations();
			for (let second = 1; second <= 8; second++) {
				now = RUSH + second * 1000;
				yield* simulation.messages(now, 1, storm);
			}
		};
		const log = await logged(name, lived(), () => now);
		const hash = createHash('sha256');
		for (const { body, layer, cls } of log.read(1, 1e6))
			hash.update(layer).update(cls === 'state' ? withoutEpoch(body) : body);
		digests.push([log.end, hash.digest('hex')]);
		log.close();
	}
	expect(digests[0]![0]).toBeGreaterThan(20);
	expect(digests[1]).toEqual(digests[0]);
});

test('all that perfect devices say is read without a fault, and every row says that it is simulated', async () => {
	const all = [...perfect.declarations(), ...perfect.messages(RUSH, 300, storm)];
	const log = await logged('perfect', all, () => RUSH);
	expect(log.deadLetters(10).map(({ topic, rejected }) => [topic, rejected])).toEqual([]);
	const origins = new Set(log.layers().map(({ declaration }) => declaration.origin));
	expect(origins).toEqual(new Set(['simulated']));
	const spoken = new Set(log.read(1, 1e6).map(({ layer }) => layer));
	for (const { layer, layers } of perfect.feeds)
		for (const { id, cls } of layers ?? [{ id: layer, cls: 'state' }])
			if (cls !== 'event') expect(spoken).toContain(id);
	for (const { cls, body } of log.read(1, 1e6))
		if (cls === 'state')
			for (const quality of columnOf(decodeFrame(body), 'quality')!)
				expect(quality & QUALITY.simulated).toBe(QUALITY.simulated);
	log.close();
});

test('a run publishes through a real broker, each message once, and goes on with what is told while it runs', async () => {
	const ingest = await openInProcess({
		logDir: dir,
		config: liveConfig.parse({}),
		host: '127.0.0.1',
		mqttPort: 0
	});
	const publisher = await openPublisher({
		to: `mqtt://127.0.0.1:${ingest.health().mqttPort}`,
		declarations: () => perfect.declarations()
	});
	const stop = new AbortController();
	let steps = 0;
	const ran = await run(perfect, publisher, {
		from: Date.now() - 6000,
		speed: 1,
		pace: NATURAL,
		seconds: 60,
		incidents: () => [],
		signal: stop.signal,
		onStep: () => {
			if (++steps === 4) stop.abort();
		}
	});
	await publisher.close();
	const rows = ingest.bus.read(1, 1e6).reduce((sum, record) => sum + record.rows, 0);
	expect([rows, ingest.bus.deadLetters(1)]).toEqual([ran.rows, []]);
	expect(rows).toBeGreaterThan(100);
	await ingest.close();
});

test('a run from the past catches up with the present and goes no further', async () => {
	const quiet = { ...perfect, messages: () => [] };
	const stop = new AbortController();
	const ends: number[] = [];
	const from = Date.now() - 20_000;
	await run(
		quiet,
		{ send: () => Promise.resolve(), acknowledged: 0, connected: true, close: () => Promise.resolve() },
		{
			from,
			speed: 1000,
			pace: NATURAL,
			seconds: 60,
			incidents: () => [],
			signal: stop.signal,
			onStep: ({ at }) => {
				expect(at).toBeLessThanOrEqual(Date.now());
				if (ends.push(at) === 21) stop.abort();
			}
		}
	);
	expect(ends).toEqual(Array.from({ length: 21 }, (_, k) => from + (k + 1) * 1000));
});

test('what is sent is never of a time that is yet to come', async () => {
	const options = {
		to: 'mqtt://127.0.0.1:1',
		...SMALL,
		speed: 1,
		incident: [],
		for: 1,
		faults: false
	};
	await expect(simulate({ ...options, from: Date.now() + 60_000 })).rejects.toThrow(/--from is yet to come/);
	await expect(simulate({ ...options, speed: 2 })).rejects.toThrow(/--speed 2 needs --from/);
});

test('when the broker comes back, layers are declared anew and nothing that was sent is lost', async () => {
	const open = (port: number) =>
		openInProcess({
			logDir: join(dir, `log-${port === 0 ? 'first' : 'second'}`),
			config: liveConfig.parse({}),
			host: '127.0.0.1',
			mqttPort: port
		});
	const first = await open(0);
	const port = first.health().mqttPort!;
	const row = (n: number): DayMessage => ({
		topic: 'city/yunquan/gauges',
		payload: new TextEncoder().encode(`[{"id":"gauge-${n}","level":${n}}]`),
		rows: 1
	});
	const publisher = await openPublisher({
		to: `mqtt://127.0.0.1:${port}`,
		declarations: () => [
			{
				topic: 'city/yunquan/gauges/declare',
				payload: new TextEncoder().encode('{"origin":"simulated"}'),
				rows: 0
			}
		]
	});
	await publisher.send(row(1));
	await vi.waitFor(() => expect(publisher.acknowledged).toBe(2), PATIENCE);
	await first.close();
	await vi.waitFor(() => expect(publisher.connected).toBe(false), PATIENCE);
	await publisher.send(row(2));
	const second = await open(port);
	await vi.waitFor(() => expect(publisher.acknowledged).toBe(4), PATIENCE);
	expect(second.bus.layers().map(({ declaration }) => [declaration.id, declaration.origin])).toEqual([
		['gauges', 'simulated']
	]);
	expect(second.bus.entities('gauges', 0).map(({ urn }) => urn)).toEqual(['gauge-2']);
	await publisher.close();
	await second.close();
});

test('a broker that is not there is said with its address', async () => {
	await expect(openPublisher({ to: 'mqtt://127.0.0.1:1', declarations: () => [] })).rejects.toThrow(
		/No MQTT broker answers at mqtt:\/\/127\.0\.0\.1:1/
	);
	await expect(openPublisher({ to: 'http://127.0.0.1', declarations: () => [] })).rejects.toThrow(
		/mqtt:\/\//
	);
});

test('a rate is reached by devices that speak more often', () => {
	const pace = paceFor(perfect, RUSH, 3000);
	expect(pace.times).toBeGreaterThan(1);
	const { rows } = dryRun(perfect, RUSH, 5, [], pace);
	expect(rows / 5).toBeGreaterThan(2500);
	expect(rows / 5).toBeLessThan(3500);
});
