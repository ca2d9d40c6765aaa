import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Namespace } from 'socket.io';
import type { BBox } from '#lib/model/geometry.ts';
import type { Observation } from '#lib/model/observation.ts';
import { attachLive } from '#lib/server/gateway/gateway.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { tilesOver } from '#lib/server/hub/tile-set.ts';
import { LiveLog } from '../tests/fixtures/live-log.ts';
import type { FromClients, Seen, ToClients } from './fanout/clients.ts';
import { benchOptions, goal, say, spread, versionsOf, writeResult } from './harness.ts';

/**
 * P3: what it costs the server to bring every report of 50,000 vehicles, one a second each, to 200 clients that look
 * at one of 8 areas: CPU of the server's process (kernel included) by delivered update, from the rows in hand to
 * the last client having its message. No prediction: every row is sent. Peers: socket.io emitting JSON objects to
 * each client (usual), and at its best, knowing that many look at the same: objects and columns to a room an area.
 * Beside it the same with 65 views that overlap, which no two neighbours share.
 */
const options = benchOptions();
const AREAS = 8;
const SIZES = options.smoke ? [2000] : [3125, 12_500, 50_000];
const CLIENTS = options.smoke ? 16 : 200;
const ROUNDS = options.smoke ? 2 : 7;
const START = 1_763_900_000_000;
/** 16 × 8 tiles of zoom 14; an area is 4 × 4 of them. */
const [ZOOM, LEFT, TOP] = [14, 13_480, 6_200];
const lngOf = (x: number) => (x / 2 ** ZOOM) * 360 - 180;
const latOf = (y: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** ZOOM))) * 180) / Math.PI;

/** Upper left tiles of areas of 4 × 4 tiles: eight beside each other, or one at every tile where there is room. */
const EIGHT = Array.from({ length: AREAS }, (_, area) => [4 * (area % 4), 4 * Math.floor(area / 4)] as const);
const MANY = Array.from({ length: 13 * 5 }, (_, area) => [area % 13, Math.floor(area / 13)] as const);
type Areas = readonly (readonly [x: number, y: number])[];

function boxOf([x, y]: Areas[number]): BBox {
	const box: BBox = [
		lngOf(LEFT + x + 0.1),
		latOf(TOP + y + 3.9),
		lngOf(LEFT + x + 3.9),
		latOf(TOP + y + 0.1)
	];
	if (tilesOver(box, ZOOM).tiles.size !== 16) throw new Error('wrong: an area is not 16 tiles');
	return box;
}

interface Round {
	readonly rows: readonly Observation[];
	/** Indices of the rows in each area. */
	readonly byArea: readonly (readonly number[])[];
}

/** Vehicles all over the tiles, elsewhere each second. */
function roundOf(count: number, second: number, areas: Areas): Round {
	const fraction = (i: number, ratio: number) => (i * ratio + second * 0.0137) % 1;
	const byTile: number[][] = Array.from({ length: 16 * 8 }, () => []);
	const rows = Array.from({ length: count }, (_, i): Observation => {
		const [x, y] = [16 * fraction(i, 0.6180339887), 8 * fraction(i, 0.4142135624)];
		byTile[Math.floor(x) + 16 * Math.floor(y)]!.push(i);
		const [lng, lat] = [lngOf(LEFT + x), latOf(TOP + y)];
		return {
			kind: 'observation',
			entity: `taxi-${i}`,
			at: START + second * 1000,
			position: [Math.round(lng * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7],
			speed: 8.25,
			heading: (i * 7 + second) % 360,
			status: 'moving'
		};
	});
	const byArea = areas.map(([left, top]) =>
		byTile
			.filter((_, tile) => {
				const [x, y] = [tile % 16, Math.floor(tile / 16)];
				return x >= left && x < left + 4 && y >= top && y < top + 4;
			})
			.flat()
	);
	return { rows, byArea };
}

/** The other process; one at a time. */
function startClients() {
	const child = fork(new URL('./fanout/clients.ts', import.meta.url), { execArgv: ['--no-warnings'] });
	const tell = (message: ToClients) => child.send(message);
	const next = async () => (await once(child, 'message'))[0] as FromClients; // clients.ts speaks so
	return { child, tell, next };
}

interface Contest {
	readonly name: string;
	/** CPU ms of the server by round. */
	readonly cpu: number[];
	bytes: number;
	round(round: Round, second: number): Promise<readonly Seen[]>;
	close(): Promise<void>;
}

/** Runs one round: `send` is what is timed, together with the system's work until the last client has its message. */
async function timed(contest: Contest, clients: ReturnType<typeof startClients>, send: () => void) {
	const done = clients.next();
	const before = process.cpuUsage();
	send();
	const message = await done;
	const { user, system } = process.cpuUsage(before);
	if (message.kind !== 'round') throw new Error(`wrong: a client said ${message.kind}`);
	contest.cpu.push((user + system) / 1000);
	contest.bytes += message.bytes;
	return message.seen;
}

async function ours(count: number, areas: Areas): Promise<Contest> {
	const http = createServer();
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const log = new LiveLog();
	let now = START;
	log.say('taxis', roundOf(count, 0, areas).rows, now);
	const hub = new Hub([], { bus: log.reader, now });
	const gateway = attachLive(http, hub, { now: () => now });
	gateway.tick();
	const clients = startClients();
	const greetings = Array.from({ length: CLIENTS }, (_, client) => {
		const area = { bbox: boxOf(areas[client % areas.length]!), z: ZOOM };
		return `42/live,1["sub",${JSON.stringify({ sid: 1, cls: 'state', layer: 'taxis', area })}]`;
	});
	const ready = clients.next();
	const { port } = http.address() as AddressInfo; // listening on TCP
	clients.tell({ kind: 'connect', port, namespace: '/live', greetings, first: 1, checked: areas.length });
	// Snapshots are admitted as time passes.
	const admitting = setInterval(() => {
		now += 200;
		gateway.tick();
	}, 20);
	await ready;
	clearInterval(admitting);
	await new Promise((resolve) => setTimeout(resolve, 200));
	const contest: Contest = {
		name: 'ours',
		cpu: [],
		bytes: 0,
		async round({ rows }, second) {
			const news = log.writer.commit(
				{ batches: [{ layer: 'taxis', cls: 'state', rows }] },
				START + second * 1000
			);
			now += 1000;
			return timed(contest, clients, () => {
				log.reader.take(news);
				gateway.tick();
			});
		},
		async close() {
			clients.child.kill();
			await gateway.close();
			hub.close();
			log.remove();
			http.close();
		}
	};
	return contest;
}

type Emit = (io: Namespace, area: number, body: unknown) => void;
/** To each client what its view has, as servers do that know their clients' views. */
const toEach: Emit = (io, area, body) => {
	for (const socket of io.sockets.values()) if (socket.rooms.has(`area-${area}`)) socket.emit('f', body);
};
const toRoom: Emit = (io, area, body) => io.to(`area-${area}`).emit('f', body);

async function peer(
	name: string,
	areas: number,
	emit: Emit,
	packet: (round: Round, members: readonly number[]) => unknown
): Promise<Contest> {
	const http = createServer();
	const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
	let joined = 0;
	io.of('/peer').on('connection', (socket) => void socket.join(`area-${joined++ % areas}`));
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const clients = startClients();
	const ready = clients.next();
	const { port } = http.address() as AddressInfo; // listening on TCP
	const greetings = Array.from({ length: CLIENTS }, () => '');
	clients.tell({ kind: 'connect', port, namespace: '/peer', greetings, first: 0, checked: areas });
	await ready;
	const contest: Contest = {
		name,
		cpu: [],
		bytes: 0,
		round(round) {
			return timed(contest, clients, () =>
				round.byArea.forEach((members, area) => emit(io.of('/peer'), area, packet(round, members)))
			);
		},
		async close() {
			clients.child.kill();
			await io.close();
			http.close();
		}
	};
	return contest;
}

/** A vehicle as one would send it. */
const asObjects = ({ rows }: Round, members: readonly number[]) =>
	members.map((i) => {
		const { entity, at, position, speed, heading, status } = rows[i]!;
		return { id: entity, lng: position![0], lat: position![1], speed, heading, status, at };
	});
const asColumns = ({ rows }: Round, members: readonly number[]) => ({
	at: rows[0]!.at,
	idx: members,
	lon: members.map((i) => Math.round(rows[i]!.position![0] * 1e7)),
	lat: members.map((i) => Math.round(rows[i]!.position![1] * 1e7)),
	speed: members.map((i) => Math.round(rows[i]!.speed! * 100)),
	heading: members.map((i) => Math.round(rows[i]!.heading! * 100)),
	status: members.map(() => 0)
});

/** Every area's first client got the rows of some area, all areas are served, and every row is where it was reported. */
function check(name: string, seen: readonly Seen[], { rows, byArea }: Round): void {
	const key = (count: number, lon: number) => `${count} rows, ${lon}`;
	const expected = byArea.map((members) =>
		key(
			members.length,
			members.reduce((sum, i) => sum + Math.round(rows[i]!.position![0] * 1e7), 0)
		)
	);
	const got = new Set(seen.map(({ rows: count, lon }) => key(count, lon)));
	const missing = name === 'ours' ? expected.slice(0, CLIENTS).filter((area) => !got.has(area)) : [];
	const strange = [...got].filter((area) => !expected.includes(area));
	if (got.size === 0 || missing.length + strange.length > 0)
		throw new Error(`wrong: ${name} brought ${[...got].join('; ')} for ${expected.join('; ')}`);
}

async function measure(count: number, areas: Areas) {
	const contests = [
		await ours(count, areas),
		await peer('socket.io JSON objects to each client', areas.length, toEach, asObjects),
		await peer('socket.io JSON objects to a room an area', areas.length, toRoom, asObjects),
		await peer('socket.io JSON columns of integers to a room an area', areas.length, toRoom, asColumns)
	];
	let delivered = 0;
	for (let second = 1; second <= ROUNDS + 1; second++) {
		const round = roundOf(count, second, areas);
		for (const contest of second % 2 ? contests : [...contests].reverse())
			check(contest.name, await contest.round(round, second), round);
		delivered = round.byArea.reduce((sum, members, area) => {
			const watching = Math.floor(CLIENTS / areas.length) + (area < CLIENTS % areas.length ? 1 : 0);
			return sum + members.length * watching;
		}, 0);
	}
	for (const contest of contests) await contest.close();
	// The first round warms up.
	const perUpdate = contests.map(({ cpu }) => spread(cpu.slice(1).map((ms) => (ms * 1e6) / delivered)));
	const bytes = contests.map((contest) => Math.round(contest.bytes / (ROUNDS + 1)));
	say(
		`${count} vehicles, ${areas.length} views, ${delivered} updates a second: ${contests.map(({ name }, i) => `${name} ${Math.round(perUpdate[i]!.median)} ns`).join(', ')}`
	);
	return { count, delivered, perUpdate, bytes };
}

type Figure = ReturnType<typeof spread>;
const sizes: Awaited<ReturnType<typeof measure>>[] = [];
for (const count of SIZES) sizes.push(await measure(count, EIGHT));
const many = await measure(SIZES.at(-1)!, MANY);
const { count, delivered, perUpdate, bytes } = sizes.at(-1)!;
const [mine, each, room, best] = perUpdate as [Figure, Figure, Figure, Figure]; // four contests

writeResult(
	{
		name: 'fanout',
		versions: versionsOf('socket.io'),
		correct: {
			what: 'each round, the message of the first client of each area: its rows and where they are, against the reports',
			zoom: ZOOM
		},
		rounds: ROUNDS,
		ours: {
			nsPerUpdate: mine,
			deliveredPerSecond: delivered,
			bytesPerSecond: bytes[0],
			nsPerUpdateOf65Views: many.perUpdate[0]
		},
		peers: [
			{
				name: 'socket.io JSON objects to each client',
				use: 'usual',
				nsPerUpdate: each,
				bytesPerSecond: bytes[1],
				nsPerUpdateOf65Views: many.perUpdate[1]
			},
			{
				name: 'socket.io JSON objects to a room an area',
				use: 'best',
				nsPerUpdate: room,
				bytesPerSecond: bytes[2],
				nsPerUpdateOf65Views: many.perUpdate[2]
			},
			{
				name: 'socket.io JSON columns of integers to a room an area',
				use: 'best',
				nsPerUpdate: best,
				bytesPerSecond: bytes[3],
				nsPerUpdateOf65Views: many.perUpdate[3]
			}
		],
		sizes: sizes.map((size) => ({
			n: size.count,
			delivered: size.delivered,
			nsPerUpdate: size.perUpdate[0]!.median,
			jsonNsPerUpdate: size.perUpdate[1]!.median,
			jsonRoomNsPerUpdate: size.perUpdate[2]!.median
		})),
		limit: `one write a client and second: ${CLIENTS} writes, ${((delivered * 20) / 1e6).toFixed(1)} MB through the kernel; ${count} rows read once`,
		goals: [
			goal('P3', 'CPU by delivered update against JSON emit', mine.median / each.median, 1 / 15, 'atMost')
		]
	},
	options
);
process.exit(0);
