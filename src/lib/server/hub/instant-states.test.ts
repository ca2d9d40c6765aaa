import { expect, test } from 'vitest';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { FRAME_FLAGS, columnOf } from '#lib/model/wire/frame.ts';
import { Hub } from './hub.ts';
import { InstantStates } from './instant-states.ts';
import { EVERYTHING } from './view.ts';
import { RunningSet } from '#lib/server/sources/running-set.ts';
import { SampleRows, type ReplaySource } from '#lib/server/sources/replay-source.ts';

const NOW = 1_800_000_000_000;

/** Item i runs from second 10 × i for 25 seconds of each 400, eastward at 5 m/s; with the cursor of a real source. */
function shortRuns(): ReplaySource {
	const running = new RunningSet(
		Array.from({ length: 40 }, (_, i) => i).reverse(),
		(i) => 10 * i,
		(i) => 10 * i + 25
	);
	const rows = new SampleRows();
	return {
		layer: 'runs',
		capacity: 40,
		attribution: '',
		sample(at) {
			rows.clear();
			const second = (at / 1000) % 400;
			for (const i of running.at(second)) rows.add(i, 1e-4 * (second - 10 * i), i / 1000, 5, 90, 0, 0);
			return rows;
		},
		entity: (i) => ({ urn: `urn:${i}`, title: `${i}` }),
		describe: (i, at) => ({ facts: [{ key: 'run', value: `${i}` }], dataAt: at - 7 }),
		trueDateShift: () => -7,
		counts: () => ({ running: rows.count }),
		fork: shortRuns
	};
}

const valuesOf = (bytes: Uint8Array) => {
	const frame = decodeFrame(bytes);
	return (['idx', 'lon', 'lat', 'speed', 'heading', 'dt'] as const).map((name) => [
		...columnOf(frame, name)!
	]);
};

test('the state of an instant is the sample of that instant, by ascending row', () => {
	const states = new InstantStates(new Hub([shortRuns()], { epoch: 9 }));
	for (const at of [NOW - 86_400_000, NOW + 20_500, NOW - 123_456, NOW]) {
		const { frame, info } = states.stateAt('runs', at);
		const { kind, flags, t0, epoch } = decodeFrame(frame);
		expect([kind, flags, t0, epoch, info.trueDateShift]).toEqual([
			'snapshot',
			FRAME_FLAGS.last | FRAME_FLAGS.replay,
			at,
			9,
			-7
		]);
		const rows = shortRuns().sample(at);
		const expected = [...rows.idx.subarray(0, rows.count)]
			.map((idx, row) => [idx, rows.lon[row]!, rows.lat[row]!, 500, 9000, 0])
			.sort((a, b) => a[0]! - b[0]!);
		expect(rows.count).toBeGreaterThan(0);
		expect(info.counts).toEqual({ running: rows.count });
		expect(valuesOf(frame)).toEqual(expected[0]!.map((_, column) => expected.map((row) => row[column]!)));
		expect(states.stateAt('runs', at).frame).toEqual(frame);
	}
	expect(states.factsAt('runs', 3, NOW)).toEqual({ facts: [{ key: 'run', value: '3' }], dataAt: NOW - 7 });
	expect(() => states.factsAt('runs', 40, NOW)).toThrow('No entity 40 in runs');
	expect(() => states.stateAt('none', NOW)).toThrow('No live layer none');
});

test('asking for instants leaves the live frames as they would have been', () => {
	const asked = new Hub([shortRuns()], { epoch: 1 });
	const left = new Hub([shortRuns()], { epoch: 1 });
	const states = new InstantStates(asked);
	for (let second = 0; second < 120; second++) {
		const now = NOW + 1000 * second;
		expect(asked.tick(now).states[0]!.message(EVERYTHING)).toEqual(
			left.tick(now).states[0]!.message(EVERYTHING)
		);
		states.stateAt('runs', now + (second % 2 ? -1 : 1) * 3_333_000 * second);
		states.factsAt('runs', 1, now - 9_000_000);
		expect(asked.state('runs').snapshot(EVERYTHING, 0, now)).toEqual(
			left.state('runs').snapshot(EVERYTHING, 0, now)
		);
	}
});
