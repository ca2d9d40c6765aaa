import { jsonMessages, type JsonRow } from '../json-rows.ts';
import { isDue, turnOfDevice } from '../turns.ts';
import type { Feed, World } from '../world.ts';
import type { Fleet } from './fleet.ts';

const LAYER = 'cars';
const EVERY = 2;

/** Floating cars: each says where it drives; one that parks is gone. */
export function cars(fleet: Fleet): Feed {
	return {
		layer: LAYER,
		every: EVERY,
		layers: [{ id: LAYER, interval: EVERY, moves: true, metrics: [{ name: 'speed', unit: 'km/h' }] }],
		messages: (world, step) => jsonMessages(LAYER, rowsOf(fleet, world, step))
	};
}

function* rowsOf(fleet: Fleet, world: World, step: number): Generator<JsonRow> {
	const heard = Math.max(EVERY, step) * 1000;
	for (let index = 0; index < fleet.size; index++) {
		if (!isDue(turnOfDevice(world.seed + 421, index), EVERY, world.at, step)) continue;
		const { kind, on, parkedAt } = fleet.at(world, index);
		const id = `urn:ngsi-ld:Vehicle:yunquan-${String(index + 1).padStart(6, '0')}`;
		if (on) {
			const { position, heading, speed } = on;
			yield {
				id,
				at: world.at,
				title: plateOf(index),
				position,
				heading,
				speed: Math.round(speed * 100) / 100,
				status: kind,
				values: { speed: Math.round(speed * 36) / 10 }
			};
		} else if (world.at - parkedAt < heard) yield { id, at: world.at, gone: true };
	}
}

/** A number plate of a city that is none: 泉 stands for no province. */
function plateOf(index: number): string {
	return `泉A·${String(10_000 + index)}`;
}
