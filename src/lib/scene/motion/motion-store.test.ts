import { Matrix4 } from 'three';
import { expect, test } from 'vitest';
import { MotionStore } from './motion-store.ts';
import { pickMover } from './mover-pick.ts';

function store(): MotionStore {
	const made = new MotionStore('trains', 4, [255, 255, 255, 255], 0);
	made.reset(3, 1_000_000);
	return made;
}
const row = (x: number, y: number, z: number, t: number) => Float32Array.of(x, y, z, t);

test('an entity without samples is not there', () => {
	const trains = store();
	expect(trains.stateAt(0, 5)).toBeUndefined();
	expect(trains.active).toBe(false);
});

test('an entity with one sample stands there', () => {
	const trains = store();
	trains.write({ slot: 'b', first: 1, samples: row(10, 20, 3, 4) });
	expect(trains.stateAt(1, 9)).toEqual({ x: 10, y: 20, z: 3, heading: 0 });
});

test('between two samples it is between them, whichever slot is older', () => {
	const trains = store();
	trains.write({ slot: 'b', first: 0, samples: row(0, 0, 0, 10) });
	trains.write({ slot: 'a', first: 0, samples: row(100, 0, 0, 20) });
	expect(trains.stateAt(0, 15)).toEqual({ x: 50, y: 0, z: 0, heading: 90 });
	trains.write({ slot: 'b', first: 0, samples: row(100, 100, 0, 30) });
	expect(trains.stateAt(0, 25)).toEqual({ x: 100, y: 50, z: 0, heading: 0 });
});

test('it waits before its first sample and goes on for three seconds after its last', () => {
	const trains = store();
	trains.write({ slot: 'a', first: 0, samples: row(0, 0, 0, 10) });
	trains.write({ slot: 'b', first: 0, samples: row(10, 0, 0, 20) });
	expect(trains.stateAt(0, 0)?.x).toBe(0);
	expect(trains.stateAt(0, 21)?.x).toBeCloseTo(11, 9);
	expect(trains.stateAt(0, 99)?.x).toBeCloseTo(13, 9);
});

test('a removed entity is gone, its neighbours stay', () => {
	const trains = store();
	trains.write({ slot: 'a', first: 0, samples: Float32Array.of(1, 1, 1, 1, 2, 2, 2, 1, 3, 3, 3, 1) });
	trains.remove(Uint32Array.of(1));
	expect([0, 1, 2].map((i) => trains.has(i))).toEqual([true, false, true]);
});

test('writing tells listeners exactly what changed', () => {
	const trains = store();
	const heard: unknown[] = [];
	trains.listen({
		resized: () => heard.push('resized'),
		sampled: (...what) => heard.push(what),
		looked: (...what) => heard.push(what)
	});
	trains.write({ slot: 'a', first: 1, samples: row(0, 0, 0, 1) });
	trains.look({ first: 2, style: Float32Array.of(5, 90), colour: Uint8Array.of(1, 2, 3, 4) });
	expect(heard).toEqual([
		['a', 1, 1],
		[2, 1]
	]);
	expect([...trains.style.slice(4)]).toEqual([5, 90]);
});

test('the nearest entity within reach is picked at its interpolated place', () => {
	const trains = store();
	trains.write({ slot: 'a', first: 0, samples: Float32Array.of(-0.5, 0, 0, 0, 0.2, 0, 0, 0) });
	trains.write({ slot: 'b', first: 0, samples: Float32Array.of(0.5, 0, 0, 10, 0.2, 0, 0, 10) });
	// clip space is metres here: 100 × 100 pixels, entity 0 is in the middle at t = 5
	const hit = pickMover(trains, 5, new Matrix4(), 52, 50, 100, 100, 8);
	expect(hit?.index).toBe(0);
	expect(hit?.pixels).toBeCloseTo(2, 9);
	expect(pickMover(trains, 5, new Matrix4(), 80, 80, 100, 100, 8)).toBeUndefined();
});
