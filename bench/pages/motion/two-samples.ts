import type { Entities } from './entities.ts';

/** What people keep for their frame loop: the last two samples of all entities. */
export class TwoSamples {
	readonly #entities: Entities;
	from: Float32Array;
	to: Float32Array;

	constructor(entities: Entities) {
		this.#entities = entities;
		this.from = entities.samples(0);
		this.to = entities.samples(1);
	}

	readonly sample = (second: number): void => {
		this.from = this.to;
		this.to = this.#entities.samples(second);
	};

	/** x and y metres by entity. */
	readonly positions = (time: number): Float64Array => {
		const xy = new Float64Array(2 * this.#entities.count);
		for (let i = 0; i < this.#entities.count; i++) {
			xy[2 * i] = between(this.from, this.to, time, 4 * i, 0);
			xy[2 * i + 1] = between(this.from, this.to, time, 4 * i, 1);
		}
		return xy;
	};
}

/** The position between two samples; `row` is the first number of the entity's. */
export function between(
	from: Float32Array,
	to: Float32Array,
	time: number,
	row: number,
	axis: 0 | 1 | 2
): number {
	const t0 = from[row + 3]!;
	const f = (time - t0) / (to[row + 3]! - t0);
	return from[row + axis]! + (to[row + axis]! - from[row + axis]!) * f;
}
