import { LocalFrame } from '#lib/model/local-frame.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { MotionStore } from '#lib/scene/motion/motion-store.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { EVERYTHING } from '#lib/server/hub/view.ts';
import { EntityStore } from '#workers/live/entity-store.ts';
import { MotionWriter, buffersOf, perform, type MotionStep } from '#workers/live/motion-writer.ts';
import { LiveLog } from '../tests/fixtures/live-log.ts';
import { benchOptions, goal, median, say, spread, versionsOf, writeResult } from './harness.ts';
import { jsonBody, jsonPacket, msgpackBody, msgpackPacket } from './wire/packets.ts';
import { columnsOf, recorded, sourceOf, vehiclesOf, type Vehicle } from './wire/taxis.ts';

/**
 * P4: 50,000 updates in one frame, every row sent: work of the page's main thread from the message to the array that
 * the GPU's buffer is written from. Ours: the live worker reads the frame, and the page takes its buffers over. Peers
 * work where they usually do, on the main thread: JSON or msgpack objects read by accessors (usual), columns of
 * integers read in one loop (best).
 */
const options = benchOptions();
const SIZES = options.smoke ? [2000] : [3125, 12_500, 50_000];
const ROUNDS = options.smoke ? 3 : 9;
const START = 1_763_900_000_000;
const frame = new LocalFrame([-73.98, 40.75]);

/** What layers with accessors do with objects: asked for each vehicle, written into one array of metres and seconds. */
const getPosition = ({ lng, lat }: Vehicle) => frame.toLocal(lng, lat);
const getTime = ({ at }: Vehicle) => (at - START) / 1000;
function fillByAccessors(vehicles: readonly Vehicle[], out: Float32Array): void {
	vehicles.forEach((vehicle, i) => {
		const [east, north, up] = getPosition(vehicle);
		out[4 * i] = east;
		out[4 * i + 1] = north;
		out[4 * i + 2] = up;
		out[4 * i + 3] = getTime(vehicle);
	});
}
type Columns = ReturnType<typeof columnsOf>;
function fillFromColumns({ columns, t0 }: Columns, out: Float32Array): void {
	const values = (field: number) => columns.find((column) => column.field === field)!.values;
	const [idx, lon, lat] = [values(1), values(4), values(5)];
	for (let row = 0; row < idx.length; row++) {
		const [east, north, up] = frame.toLocal(lon[row]! * 1e-7, lat[row]! * 1e-7);
		const i = 4 * idx[row]!;
		out[i] = east;
		out[i + 1] = north;
		out[i + 2] = up;
		out[i + 3] = (t0 - START) / 1000;
	}
}

/** CPU ms of this thread, which has coarse steps, or the clock's, which has others' work in it: the lesser. */
function time(work: () => void): number {
	const before = process.threadCpuUsage();
	const started = performance.now();
	work();
	const wall = performance.now() - started;
	const { user, system } = process.threadCpuUsage(before);
	return Math.min(wall, (user + system) / 1000 || wall);
}

function measure(count: number) {
	const source = sourceOf(count);
	const log = new LiveLog();
	const hub = new Hub([], { bus: log.reader, now: START });
	const store = new EntityStore(frame);
	const writer = new MotionWriter(store, () => 1000);
	const sink = new MotionStore('taxi', 6, [255, 255, 255, 255], 0);
	const out = new Float32Array(4 * count);
	const times = {
		main: [] as number[],
		worker: [] as number[],
		json: [] as number[],
		jsonBest: [] as number[],
		msgpack: [] as number[],
		msgpackBest: [] as number[]
	};
	let worst = 0;
	// The first two seconds warm up.
	for (let second = 0; second < ROUNDS + 2; second++) {
		const at = START + second * 1000;
		const vehicles = vehiclesOf(source.sample(at), at);
		log.say(
			'taxi',
			vehicles.map(({ id, lng, lat, speed, heading, status }) => ({
				kind: 'observation',
				entity: id,
				at,
				position: [lng, lat],
				speed,
				heading,
				status
			})),
			at
		);
		const ticked = hub.tick(at).states[0]!.message(EVERYTHING)!;
		const columns = columnsOf(ticked);
		if (columns.columns[0]!.values.length !== count)
			throw new Error('wrong: the frame has not every vehicle');
		const [json, msgpack] = [jsonPacket(vehicles), msgpackPacket(vehicles)];
		const [jsonBest, msgpackBest] = [jsonPacket(columns), msgpackPacket(columns)];
		const ours = () => {
			let steps: readonly MotionStep[] = [];
			times.worker.push(
				time(() => {
					store.apply(decodeFrame(ticked));
					steps = writer.advance(at, at - 1000);
				})
			);
			// The message to the page with its buffers moved, then the sink that GPU buffers are written from.
			times.main.push(time(() => perform(structuredClone(steps, { transfer: buffersOf(steps) }), sink)));
		};
		const contestants = [
			ours,
			() => times.jsonBest.push(time(() => fillFromColumns(jsonBody(jsonBest) as Columns, out))),
			() => times.msgpackBest.push(time(() => fillFromColumns(msgpackBody(msgpackBest) as Columns, out))),
			() => times.msgpack.push(time(() => fillByAccessors(msgpackBody(msgpack) as Vehicle[], out))),
			() => times.json.push(time(() => fillByAccessors(jsonBody(json) as Vehicle[], out)))
		];
		for (const contestant of second % 2 ? contestants : contestants.reverse()) contestant();
		// Correctness: what the sink draws is where the objects say.
		fillByAccessors(vehicles, out);
		for (let i = 0; i < count; i++) {
			const drawn = sink.stateAt(store.slotOf(i)!, (at - sink.epochBase) / 1000)!;
			worst = Math.max(worst, Math.hypot(drawn.x - out[4 * i]!, drawn.y - out[4 * i + 1]!));
		}
	}
	hub.close();
	log.remove();
	if (worst > 0.05) throw new Error(`wrong: a vehicle is drawn ${worst} m from its place`);
	for (const values of Object.values(times)) values.splice(0, 2);
	say(
		`${count}: ${median(times.main).toFixed(3)} ms on the main thread against ${median(times.json).toFixed(1)} ms`
	);
	return { count, times, worst };
}

const results = SIZES.map(measure);
const { times, worst, count } = results.at(-1)!;
const mainThreadMs = (values: readonly number[]) => ({ mainThreadMs: spread(values) });

writeResult(
	{
		name: 'decode',
		versions: versionsOf('socket.io-msgpack-parser'),
		correct: {
			what: 'every vehicle, every round: the drawn position against the objects’',
			worstMetres: worst,
			workload: recorded ? 'recorded taxi journeys' : 'synthetic'
		},
		rounds: ROUNDS,
		ours: { ...mainThreadMs(times.main), workerMs: spread(times.worker) },
		peers: [
			{ name: 'JSON.parse of objects and accessors', use: 'usual', ...mainThreadMs(times.json) },
			{ name: 'JSON.parse of columns of integers', use: 'best', ...mainThreadMs(times.jsonBest) },
			{ name: 'msgpack objects and accessors', use: 'usual', ...mainThreadMs(times.msgpack) },
			{ name: 'msgpack columns of integers', use: 'best', ...mainThreadMs(times.msgpackBest) }
		],
		sizes: results.map((result) => ({
			n: result.count,
			mainThreadMs: median(result.times.main),
			workerMs: median(result.times.worker),
			jsonMainThreadMs: median(result.times.json)
		})),
		limit: `the main thread reads and writes ${(count * 32) / 1e6} MB`,
		goals: [
			goal(
				'P4',
				'main thread against JSON.parse and accessors',
				median(times.main) / median(times.json),
				1 / 30,
				'atMost'
			)
		]
	},
	options
);
