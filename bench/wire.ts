import { LocalFrame } from '#lib/model/local-frame.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { EVERYTHING } from '#lib/server/hub/view.ts';
import { EntityStore } from '#workers/live/entity-store.ts';
import { benchOptions, goal, say, versionsOf, writeResult } from './harness.ts';
import { ATTACHMENT_HEADER, jsonPacket, msgpackPacket } from './wire/packets.ts';
import { columnsOf, recorded, sourceOf, vehiclesOf } from './wire/taxis.ts';

/**
 * P2: bytes on the wire of 50,000 vehicles at 1 Hz, from the frame to what socket.io sends. Peers: socket.io with
 * JSON objects and with the msgpack parser (usual: every vehicle as an object each second; best: columns of integers
 * of only the rows that our dead reckoning would send, which neither does by itself).
 */
const options = benchOptions();
const SIZES = options.smoke ? [2000] : [3125, 12_500, 50_000];
const SECONDS = options.smoke ? 5 : 40;
const START = 1_763_900_000_000;
const frame = new LocalFrame([-73.98, 40.75]);

function measure(count: number) {
	const source = sourceOf(count);
	const hub = new Hub([source], { epoch: 1 });
	const store = new EntityStore(frame);
	const bytes = { ours: 0, json: 0, jsonBest: 0, msgpack: 0, msgpackBest: 0, rows: 0 };
	const drawn = new Float32Array(3);
	let worst = 0;
	let snapshotBytes = 0;
	let snapshotJson = 0;
	for (let second = 0; second < SECONDS; second++) {
		const now = START + second * 1000;
		const ticked = hub.tick(now).states[0]!.message(EVERYTHING)!;
		const target = now + 1000;
		const vehicles = vehiclesOf(source.sample(target), target);
		const json = jsonPacket(vehicles);
		if (second === 0) {
			snapshotBytes = ticked.byteLength + ATTACHMENT_HEADER;
			snapshotJson = Buffer.byteLength(json);
		} else {
			const columns = columnsOf(ticked);
			bytes.ours += ticked.byteLength + ATTACHMENT_HEADER;
			bytes.json += Buffer.byteLength(json);
			bytes.jsonBest += Buffer.byteLength(jsonPacket(columns));
			bytes.msgpack += msgpackPacket(vehicles).byteLength;
			bytes.msgpackBest += msgpackPacket(columns).byteLength;
			bytes.rows += columns.columns[0]!.values.length;
		}
		// Correctness: where a receiver has every vehicle is where the source says.
		store.apply(decodeFrame(ticked));
		for (let i = 0; i < count; i++) {
			store.positionAt(store.slotOf(i)!, target, drawn, 0);
			const [east, north] = frame.toLocal(vehicles[i]!.lng, vehicles[i]!.lat);
			worst = Math.max(worst, Math.hypot(drawn[0]! - east, drawn[1]! - north));
		}
	}
	if (worst > 1.5) throw new Error(`wrong: a vehicle is ${worst} m from its place`);
	return { count, bytes, worst, snapshotBytes, snapshotJson };
}

const perSecond = (total: number) => Math.round(total / (SECONDS - 1));
const results = SIZES.map((count) => {
	const result = measure(count);
	say(`${count}: ${perSecond(result.bytes.ours)} B a second against ${perSecond(result.bytes.json)}`);
	return result;
});
const { bytes, worst, snapshotBytes, snapshotJson } = results.at(-1)!;

writeResult(
	{
		name: 'wire',
		versions: versionsOf('socket.io', 'socket.io-msgpack-parser'),
		correct: {
			what: 'every vehicle, every second: the receiver’s position against the source; both peers carry the same rows',
			worstMetres: worst,
			workload: recorded ? 'recorded taxi journeys' : 'synthetic'
		},
		rounds: SECONDS - 1,
		ours: {
			bytesPerSecond: perSecond(bytes.ours),
			rowsPerSecond: perSecond(bytes.rows),
			snapshotBytes,
			snapshotToJson: snapshotJson / snapshotBytes
		},
		peers: [
			{ name: 'socket.io JSON objects', use: 'usual', bytesPerSecond: perSecond(bytes.json) },
			{
				name: 'socket.io JSON columns of changed rows',
				use: 'best',
				bytesPerSecond: perSecond(bytes.jsonBest)
			},
			{ name: 'socket.io msgpack objects', use: 'usual', bytesPerSecond: perSecond(bytes.msgpack) },
			{
				name: 'socket.io msgpack columns of changed rows',
				use: 'best',
				bytesPerSecond: perSecond(bytes.msgpackBest)
			}
		],
		sizes: results.map((result) => ({
			n: result.count,
			bytesPerSecond: perSecond(result.bytes.ours),
			jsonBytesPerSecond: perSecond(result.bytes.json)
		})),
		limit: `rows sent × 20 B = ${perSecond(bytes.rows) * 20} B/s`,
		goals: [
			goal('P2', 'bytes against JSON objects', bytes.ours / bytes.json, 1 / 20, 'atMost'),
			goal('P2', 'bytes against msgpack objects', bytes.ours / bytes.msgpack, 1 / 6, 'atMost')
		]
	},
	options
);
