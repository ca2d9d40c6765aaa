import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { columnOf, metricOf } from '#lib/model/wire/frame.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import { benchOptions, goal, median, say, spread, versionsOf, writeResult } from './harness.ts';
import {
	connectAll,
	publishAll,
	publishSteadily,
	startServer,
	type IngestServer,
	type Message
} from './support/ingest-client.ts';

/**
 * P15: observations by MQTT QoS 1 until they are on disk, in batches and one by one: CPU of the server's whole process
 * for each, and how many a second. Peers: aedes, JSON.parse and an INSERT for each observation in SQLite with the same
 * durability, a transaction for each message (usual) or for all that came together (best). `--long`: ten minutes of
 * 20,000 observations a second instead of one.
 */
const options = benchOptions();
const KINDS = ['ours', 'usual', 'best'] as const;
type Kind = (typeof KINDS)[number];
const ROUNDS = options.smoke ? 1 : 6;
const BATCH = 50;
const [BATCHES, SINGLES] = options.smoke ? [40, 200] : [1000, 10_000];
const STEADY = options.smoke
	? [{ perSecond: 5000, seconds: 1 }]
	: [
			{ perSecond: 20_000, seconds: process.argv.includes('--long') ? 600 : 60 },
			{ perSecond: 50_000, seconds: 30 }
		];
const SIZES = options.smoke ? [1] : [1, 4, 16, 64, 256];
const ENTITIES = 2000;
const START = 1_763_900_000_000;

/** Row `n`: everything in it fits a float32 and 1e-7 degrees, so that what is stored can be compared exactly. */
const rowOf = (n: number) => ({
	id: `bus-${n % ENTITIES}`,
	at: START + n,
	lng: 116 + (n % 4096) / 8192,
	lat: 39 + (n % 1024) / 2048,
	v: (n % 400) / 4
});
const batchOf = (n: number, size: number): Message => ({
	topic: `city/bench/buses/gateway-${n % 16}/up`,
	payload: JSON.stringify(Array.from({ length: size }, (_, i) => rowOf(n * size + i)))
});
const singleOf = (n: number): Message => {
	const { id, ...rest } = rowOf(n);
	return { topic: `city/bench/buses/${id}/up`, payload: JSON.stringify({ id, ...rest }) };
};

/** Rows as `id at lng lat v`, sorted. */
function storedBy(kind: Kind, dir: string): readonly string[] {
	const word = (id: string, at: number, lng: number, lat: number, v: number) =>
		`${id} ${at} ${Math.round(lng * 1e7)} ${Math.round(lat * 1e7)} ${v}`;
	if (kind !== 'ours') {
		const database = new DatabaseSync(join(dir, 'peer.sqlite'), { readOnly: true });
		const rows = database.prepare('SELECT id, at, lng, lat, v FROM rows').all();
		database.close();
		return rows
			.map(({ id, at, lng, lat, v }) => word(String(id), Number(at), Number(lng), Number(lat), Number(v)))
			.sort();
	}
	const reader = openSqliteReader(dir);
	const urns = reader.entities('buses', 0).map(({ urn }) => urn);
	const words = reader.read(1, 1e9).flatMap(({ body }) => {
		const frame = decodeFrame(body);
		const [idx, ts, lon, lat] = [
			columnOf(frame, 'idx')!,
			columnOf(frame, 'ts')!,
			columnOf(frame, 'lon')!,
			columnOf(frame, 'lat')!
		];
		const v = metricOf(frame, 0)!;
		return [...idx].map((i, row) => word(urns[i]!, ts[row]!, lon[row]! / 1e7, lat[row]! / 1e7, v[row]!));
	});
	reader.close();
	return words.sort();
}

async function withServer<Value>(
	kind: Kind,
	run: (server: IngestServer, dir: string) => Promise<Value>
): Promise<Value> {
	const dir = mkdtempSync(join(tmpdir(), 'cityloop-bench-'));
	const server = await startServer(kind, dir);
	try {
		return await run(server, dir);
	} finally {
		await server.stop();
		rmSync(dir, { recursive: true });
	}
}

async function proveEqual(): Promise<number> {
	const messages = [
		...Array.from({ length: 20 }, (_, n) => batchOf(n, BATCH)),
		...Array.from({ length: 200 }, (_, n) => singleOf(100_000 + n))
	];
	const rows = [
		...Array.from({ length: 20 * BATCH }, (_, n) => n),
		...Array.from({ length: 200 }, (_, n) => 100_000 + n)
	];
	const expected = rows
		.map(rowOf)
		.map(({ id, at, lng, lat, v }) => `${id} ${at} ${Math.round(lng * 1e7)} ${Math.round(lat * 1e7)} ${v}`)
		.sort();
	for (const kind of KINDS)
		await withServer(kind, async ({ port }, dir) => {
			const clients = await connectAll(port);
			await publishAll(clients, messages, 32);
			await Promise.all(clients.map((client) => client.endAsync()));
			const stored = storedBy(kind, dir);
			if (stored.length !== expected.length || stored.some((word, i) => word !== expected[i]))
				throw new Error(
					`wrong: ${kind} stored ${stored.length} rows that are not the ${expected.length} that were sent`
				);
		});
	return expected.length;
}

interface Figures {
	/** CPU of the server for each observation, µs. */
	readonly cpu: number[];
	readonly perSecond: number[];
}
const noFigures = (): Record<Kind, Figures> => ({
	ours: { cpu: [], perSecond: [] },
	usual: { cpu: [], perSecond: [] },
	best: { cpu: [], perSecond: [] }
});

/** All kinds in turn, there and back; each has seen the same messages once before, to be warm. */
async function compare(messages: readonly Message[], observations: number, underWay: number, rounds: number) {
	const figures = noFigures();
	const open: {
		kind: Kind;
		dir: string;
		server: IngestServer;
		clients: Awaited<ReturnType<typeof connectAll>>;
	}[] = [];
	for (const kind of KINDS) {
		const dir = mkdtempSync(join(tmpdir(), 'cityloop-bench-'));
		const server = await startServer(kind, dir);
		open.push({ kind, dir, server, clients: await connectAll(server.port) });
	}
	for (const { clients } of open) await publishAll(clients, messages, underWay);
	for (let round = 0; round < rounds; round++)
		for (const { kind, server, clients } of round % 2 ? open.toReversed() : open) {
			const before = await server.usage();
			const seconds = await publishAll(clients, messages, underWay);
			figures[kind].cpu.push((((await server.usage()).cpuMs - before.cpuMs) * 1000) / observations);
			figures[kind].perSecond.push(observations / seconds);
		}
	for (const { dir, server, clients } of open) {
		await Promise.all(clients.map((client) => client.endAsync()));
		await server.stop();
		rmSync(dir, { recursive: true });
	}
	return figures;
}

const proved = await proveEqual();
say(`${proved} rows stored alike by all three`);

const batched = await compare(
	Array.from({ length: BATCHES }, (_, n) => batchOf(n, BATCH)),
	BATCHES * BATCH,
	32,
	ROUNDS
);
const single = await compare(
	Array.from({ length: SINGLES }, (_, n) => singleOf(n)),
	SINGLES,
	400,
	ROUNDS
);
for (const kind of KINDS)
	say(
		`${kind}: ${median(batched[kind].cpu).toFixed(1)} µs an observation in batches, ${median(single[kind].cpu).toFixed(1)} µs alone`
	);

const sizes = [];
for (const size of SIZES) {
	const count = options.smoke ? 200 : Math.min(5_000, Math.ceil(20_000 / size));
	const figures = await compare(
		Array.from({ length: count }, (_, n) => batchOf(n, size)),
		count * size,
		64,
		options.smoke ? 1 : 3
	);
	sizes.push({
		n: size,
		microseconds: median(figures.ours.cpu),
		usualMicroseconds: median(figures.usual.cpu),
		bestMicroseconds: median(figures.best.cpu)
	});
}

/** Made beforehand: the sender shares the machine with the server. */
const POOL = Array.from({ length: 2000 }, (_, n) => batchOf(n, BATCH));
const steady = [];
for (const { perSecond, seconds } of STEADY) {
	const figures = await withServer('ours', async (server) => {
		const clients = await connectAll(server.port);
		const before = await server.usage();
		const { sent, late } = await publishSteadily(
			clients,
			(n) => POOL[n % POOL.length]!,
			perSecond / BATCH,
			seconds
		);
		const after = await server.usage();
		const cpu = after.cpuMs - before.cpuMs;
		await Promise.all(clients.map((client) => client.endAsync()));
		const observations = sent * BATCH;
		return {
			perSecond,
			seconds,
			reached: observations / (seconds + late),
			late,
			microseconds: (cpu * 1000) / observations,
			cores: cpu / 1000 / (seconds + late),
			rssMb: after.rssMb
		};
	});
	steady.push(figures);
	say(
		`${perSecond} a second for ${seconds} s: ${Math.round(figures.reached)} reached, ${figures.cores.toFixed(2)} of a core`
	);
}

const of = (figures: Figures) => ({
	microseconds: spread(figures.cpu),
	perSecond: spread(figures.perSecond)
});
writeResult(
	{
		name: 'ingest',
		versions: versionsOf('aedes', 'mqtt'),
		correct: {
			what: 'every row that was sent, in each store, to 1e-7 degrees and the millisecond',
			rows: proved
		},
		rounds: ROUNDS,
		ours: { batches: of(batched.ours), single: of(single.ours), steady },
		peers: [
			{
				name: 'aedes, JSON.parse, an INSERT each, a transaction a message',
				use: 'usual',
				batches: of(batched.usual),
				single: of(single.usual)
			},
			{
				name: 'the same, a transaction for all that came together',
				use: 'best',
				batches: of(batched.best),
				single: of(single.best)
			}
		],
		sizes,
		limit:
			'reading the socket and JSON.parse of an observation of 90 bytes: about 1 µs; one sync of the disk for each commit',
		goals: [
			goal('P15', 'CPU µs an observation, batches of 50', median(batched.ours.cpu), 15, 'atMost'),
			goal(
				'P15',
				'messages a second, one observation each, QoS 1',
				median(single.ours.perSecond),
				5000,
				'atLeast'
			),
			...steady.map(({ perSecond, seconds, reached }) =>
				goal(
					'P15',
					`observations a second for ${seconds} s, batches of 50`,
					reached,
					perSecond * 0.98,
					'atLeast'
				)
			),
			goal(
				'P15',
				'CPU against an INSERT and a transaction a message, one observation each',
				median(single.ours.cpu) / median(single.usual.cpu),
				1,
				'atMost'
			),
			goal(
				'P15',
				'CPU against an INSERT and a transaction a message, batches of 50',
				median(batched.ours.cpu) / median(batched.usual.cpu),
				1,
				'atMost'
			)
		]
	},
	options
);
