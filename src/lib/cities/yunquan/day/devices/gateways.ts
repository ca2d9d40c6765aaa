import { hash } from '../../geometry/dice.ts';
import { isDue, turnOfDevice } from '../turns.ts';
import type { World } from '../world.ts';
import type { Seconds } from '#lib/model/units.ts';

/** Devices behind one gateway: what it hears from them goes on as one message. */
const BEHIND_ONE = 50;

/** Devices of one layer behind gateways, each of which passes all of its own on once an interval, at its own second. */
export class Gateways<Device> {
	readonly #groups: readonly (readonly Device[])[];
	readonly #every: Seconds;
	readonly #layer: string;

	constructor(layer: string, every: Seconds, devices: readonly Device[]) {
		this.#layer = layer;
		this.#every = every;
		const count = Math.max(1, Math.floor(devices.length / BEHIND_ONE));
		this.#groups = Array.from({ length: count }, (_, k) =>
			devices.slice(Math.floor((k * devices.length) / count), Math.floor(((k + 1) * devices.length) / count))
		);
	}

	/** Groups that speak in the step that ends at the world's instant. */
	*due({ seed, at }: World, step: Seconds): Generator<readonly Device[]> {
		const first = hash(seed, ...[...this.#layer].map((letter) => letter.charCodeAt(0)));
		for (const [k, group] of this.#groups.entries())
			if (group.length > 0 && isDue(turnOfDevice(first, k), this.#every, at, step)) yield group;
	}
}
