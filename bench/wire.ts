import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Decoder, Encoder } from 'socket.io-msgpack-parser';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { MotionStore } from '#lib/scene/motion/motion-store.ts';
import { bearingBetween, metresBetween } from '#lib/server/sources/geodesy.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { EVERYTHING } from '#lib/server/hub/view.ts';
import { SampleRows, type ReplaySource } from '#lib/server/sources/replay-source.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';
import { EntityStore } from '#workers/live/entity-store.ts';
import { MotionWriter, buffersOf, perform, type MotionStep } from '#workers/live/motion-writer.ts';
import { REPOSITORY, benchOptions, goal, median, say, spread, versionsOf, writeResult } from './harness.ts';

/**
 * P2, P4: 50,000 vehicles at 1 Hz: bytes on the wire and main-thread work until positions lie in the array
 * that the GPU's buffer is written from. Peers: socket.io with JSON objects and with the msgpack parser
 * (usual: every vehicle as an object each second; best: columns of integers of only the rows that our
 * dead reckoning would send, which neither does by itself).
 */
const options = benchOptions();
const SIZES = options.smoke ? [2000] : [3125, 12_500, 50_000];
const SECONDS = options.smoke ? 5 : 40;
const ROUNDS = options.smoke ? 2 : 7;
const START = 1_763_900_000_000;
const ANCHOR = [-73.98, 40.75] as const;
const EVENT = '/live,';
/** What socket.io sends beside a binary attachment. */
const ATTACHMENT_HEADER = '451-/live,["f",{"_placeholder":true,"num":0}]'.length;

interface Vehicle {
	readonly id: string;
	readonly lng: number;
	readonly lat: number;
	readonly speed: number;
	readonly heading: number;
	readonly status: string;
	readonly at: number;
}

/** Recorded taxi journeys (real vertices and times), each vehicle one of them, shifted in time and by up to 3 km. */
function taxiSource(file: string, count: number): ReplaySource {
	const trips = (
		JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
			path: [number, number][];
			timestamps: number[];
		}[]
	).filter(
		({ path, timestamps }) =>
			path.length > 1 && timestamps.at(-1)! - timestamps[0]! > 60 && path.every(([lng]) => lng > -75)
	);
	const rows = new SampleRows();
	const fraction = (i: number, ratio: number) => (i * ratio) % 1;
	return {
		...syntheticSource({ layer: 'taxi', count, bbox: [0, 0, 1, 1] }),
		sample(at) {
			rows.clear();
			for (let i = 0; i < count; i++) {
				const { path, timestamps: t } = trips[i % trips.length]!;
				const first = t[0]!;
				const second = first + ((at / 1000 + fraction(i, 0.618) * 1e5) % (t.at(-1)! - first));
				let low = 0;
				let high = t.length - 1;
				while (high - low > 1) {
					const middle = (low + high) >> 1;
					if (t[middle]! <= second) low = middle;
					else high = middle;
				}
				const [a, b] = [path[low]!, path[high]!];
				const duration = t[high]! - t[low]!;
				const part = duration > 0 ? (second - t[low]!) / duration : 0;
				const dx = 0.04 * (fraction(i, 0.414) - 0.5);
				const dy = 0.04 * (fraction(i, 0.732) - 0.5);
				const length = metresBetween(a[0], a[1], b[0], b[1]);
				rows.add(
					i,
					a[0] + part * (b[0] - a[0]) + dx,
					a[1] + part * (b[1] - a[1]) + dy,
					duration > 0 ? length / duration : 0,
					bearingBetween(a[0], a[1], b[0], b[1]),
					0,
					0
				);
			}
			return rows;
		},
		fork: () => taxiSource(file, count)
	};
}

const vehiclesOf = (rows: SampleRows, at: number): Vehicle[] =>
	Array.from({ length: rows.count }, (_, row) => ({
		id: `taxi-${rows.idx[row]}`,
		lng: rows.lon[row]! / 1e7,
		lat: rows.lat[row]! / 1e7,
		speed: rows.speed[row]! / 100,
		heading: rows.heading[row]! / 100,
		status: 'moving',
		at
	}));
/** A frame's rows as plain columns. */
const columnsOf = (bytes: Uint8Array) => {
	const frame = decodeFrame(bytes);
	return {
		t0: frame.t0,
		rev: frame.rev,
		removed: [...frame.removed],
		columns: frame.columns.map(({ field, values }) => ({ field, values: Array.from(values as Int32Array) })) // all columns of vehicles are numbers
	};
};

const encoder = new Encoder();
const jsonPacket = (body: unknown) => `2${EVENT}${JSON.stringify(['f', body])}`;
/** The parser's types promise one ArrayBuffer; it gives a list of one Buffer. */
const msgpackPacket = (body: unknown) =>
	(encoder.encode({ type: 2, nsp: '/live', data: ['f', body] }) as unknown as Buffer[])[0]!;
const jsonBody = (text: string) => (JSON.parse(text.slice(text.indexOf('['))) as [string, unknown])[1];
function msgpackBody(bytes: Buffer): unknown {
	let body: unknown;
	const decoder = new Decoder();
	decoder.on('decoded', (packet: { data: unknown[] }) => (body = packet.data[1]));
	decoder.add(bytes);
	return body;
}

const frame = new LocalFrame(ANCHOR);
/** What pages do with objects: one array of positions in metres, for a binary attribute. */
function fillFromObjects(vehicles: readonly Vehicle[], out: Float32Array): void {
	for (let i = 0; i < vehicles.length; i++) {
		const { lng, lat, at } = vehicles[i]!;
		const [east, north, up] = frame.toLocal(lng, lat);
		out[4 * i] = east;
		out[4 * i + 1] = north;
		out[4 * i + 2] = up;
		out[4 * i + 3] = (at - START) / 1000;
	}
}
/** The peers' best: columns, only the rows that changed. */
function fillFromColumns(body: ReturnType<typeof columnsOf>, out: Float32Array): void {
	const values = (field: number) => body.columns.find((column) => column.field === field)!.values;
	const [idx, lon, lat] = [values(1), values(4), values(5)];
	for (let row = 0; row < idx.length; row++) {
		const [east, north, up] = frame.toLocal(lon[row]! * 1e-7, lat[row]! * 1e-7);
		const i = 4 * idx[row]!;
		out[i] = east;
		out[i + 1] = north;
		out[i + 2] = up;
		out[i + 3] = (body.t0 - START) / 1000;
	}
}

const file = `${process.env['CITYLOOP_TEST_DATA'] ?? `${REPOSITORY}../shared/data`}/nyc/deckgl-taxi-trips-v7.json.gz`;
const recorded = existsSync(file);
say(
	recorded
		? 'workload: recorded New York taxi journeys'
		: `workload: synthetic squares, for ${file} is not there`
);
const sourceOf = (count: number) =>
	recorded
		? taxiSource(file, count)
		: syntheticSource({ layer: 'taxi', count, bbox: [-74.02, 40.7, -73.93, 40.8] });

const time = (work: () => void): number => {
	const before = process.cpuUsage();
	const started = performance.now();
	work();
	const wall = performance.now() - started;
	const { user, system } = process.cpuUsage(before);
	// CPU time has coarse steps on short work; wall time has others' work in it.
	return Math.min(wall, (user + system) / 1000 || wall);
};

function measure(count: number) {
	const source = sourceOf(count);
	const hub = new Hub([source], { epoch: 1 });
	const store = new EntityStore(frame);
	const writer = new MotionWriter(store, () => 1000);
	const sink = new MotionStore('taxi', 6, [255, 255, 255, 255], 0);
	const bytes = { ours: 0, json: 0, jsonBest: 0, msgpack: 0, msgpackBest: 0, rows: 0 };
	let worst = 0;
	const times = {
		oursMain: [] as number[],
		oursWorker: [] as number[],
		json: [] as number[],
		jsonBest: [] as number[],
		msgpack: [] as number[],
		msgpackBest: [] as number[]
	};
	const out = new Float32Array(4 * count);
	let snapshotBytes = 0;
	let snapshotJson = 0;

	for (let second = 0; second < SECONDS; second++) {
		const now = START + second * 1000;
		const ticked = hub.tick(now).states[0]!.message(EVERYTHING)!;
		const target = now + 1000;
		const rows = source.sample(target);
		const vehicles = vehiclesOf(rows, target);
		const json = jsonPacket(vehicles);
		const columns = columnsOf(ticked);
		const msgpack = msgpackPacket(vehicles);
		const [jsonBest, msgpackBest] = [jsonPacket(columns), msgpackPacket(columns)];
		if (second === 0) {
			snapshotBytes = ticked.byteLength + ATTACHMENT_HEADER;
			snapshotJson = Buffer.byteLength(json);
		} else {
			bytes.ours += ticked.byteLength + ATTACHMENT_HEADER;
			bytes.json += Buffer.byteLength(json);
			bytes.jsonBest += Buffer.byteLength(jsonBest);
			bytes.msgpack += msgpack.byteLength;
			bytes.msgpackBest += msgpackBest.byteLength;
			bytes.rows += columns.columns[0]!.values.length;
		}

		let steps: readonly MotionStep[] = [];
		const worker = time(() => {
			store.apply(decodeFrame(ticked));
			steps = writer.advance(target, target - 1000);
		});
		// The message to the page with its buffers moved, then the sink that GPU buffers are written from.
		const main = time(() => perform(structuredClone(steps, { transfer: buffersOf(steps) }), sink));
		if (second > 0 && second % Math.floor(SECONDS / ROUNDS) === 0 && times.oursMain.length < ROUNDS) {
			times.oursMain.push(main);
			times.oursWorker.push(worker);
			const peers = [
				() => times.json.push(time(() => fillFromObjects(jsonBody(json) as Vehicle[], out))),
				() => times.msgpack.push(time(() => fillFromObjects(msgpackBody(msgpack) as Vehicle[], out))),
				() => times.jsonBest.push(time(() => fillFromColumns(jsonBody(jsonBest) as typeof columns, out))),
				() =>
					times.msgpackBest.push(time(() => fillFromColumns(msgpackBody(msgpackBest) as typeof columns, out)))
			];
			for (const peer of times.json.length % 2 ? peers : peers.reverse()) peer();
		}

		// Correctness: what the sink draws is where the source says.
		fillFromObjects(vehicles, out);
		for (let i = 0; i < count; i++) {
			const slot = store.slotOf(i)!;
			const at = sink.stateAt(slot, (target - sink.epochBase) / 1000)!;
			worst = Math.max(worst, Math.hypot(at.x - out[4 * i]!, at.y - out[4 * i + 1]!));
		}
	}
	if (worst > 1.5) throw new Error(`wrong: a vehicle is drawn ${worst} m from its place`);
	return { count, bytes, worst, times, snapshotBytes, snapshotJson };
}

const results = SIZES.map((count) => {
	const result = measure(count);
	say(
		`${count}: ${Math.round(result.bytes.ours / (SECONDS - 1))} B a second against ${Math.round(result.bytes.json / (SECONDS - 1))}`
	);
	return result;
});
const { bytes, times, worst, count, snapshotBytes, snapshotJson } = results.at(-1)!;
const perSecond = (total: number) => Math.round(total / (SECONDS - 1));
const ms = { ...Object.fromEntries(Object.entries(times).map(([name, values]) => [name, spread(values)])) };

writeResult(
	{
		name: 'wire',
		versions: versionsOf('socket.io', 'socket.io-msgpack-parser'),
		correct: {
			what: 'every vehicle, every second: the drawn position against the source; both peers carry the same rows',
			worstMetres: worst,
			workload: recorded ? 'recorded taxi journeys' : 'synthetic'
		},
		rounds: times.json.length,
		ours: {
			bytesPerSecond: perSecond(bytes.ours),
			rowsPerSecond: perSecond(bytes.rows),
			snapshotBytes,
			snapshotToJson: snapshotJson / snapshotBytes,
			mainThreadMs: ms['oursMain'],
			workerMs: ms['oursWorker']
		},
		peers: [
			{
				name: 'socket.io JSON objects',
				use: 'usual',
				bytesPerSecond: perSecond(bytes.json),
				mainThreadMs: ms['json']
			},
			{
				name: 'socket.io JSON columns of changed rows',
				use: 'best',
				bytesPerSecond: perSecond(bytes.jsonBest),
				mainThreadMs: ms['jsonBest']
			},
			{
				name: 'socket.io msgpack objects',
				use: 'usual',
				bytesPerSecond: perSecond(bytes.msgpack),
				mainThreadMs: ms['msgpack']
			},
			{
				name: 'socket.io msgpack columns of changed rows',
				use: 'best',
				bytesPerSecond: perSecond(bytes.msgpackBest),
				mainThreadMs: ms['msgpackBest']
			}
		],
		sizes: results.map((result) => ({
			n: result.count,
			bytesPerSecond: perSecond(result.bytes.ours),
			jsonBytesPerSecond: perSecond(result.bytes.json),
			mainThreadMs: median(result.times.oursMain),
			jsonMainThreadMs: median(result.times.json)
		})),
		limit: `rows sent × 20 B = ${perSecond(bytes.rows) * 20} B/s; main thread reads and writes ${(count * 32) / 1e6} MB`,
		goals: [
			goal('P2', 'bytes against JSON objects', bytes.ours / bytes.json, 1 / 20, 'atMost'),
			goal('P2', 'bytes against msgpack objects', bytes.ours / bytes.msgpack, 1 / 6, 'atMost'),
			goal(
				'P4',
				'main thread against JSON.parse and accessors',
				median(times.oursMain) / median(times.json),
				1 / 30,
				'atMost'
			)
		]
	},
	options
);
