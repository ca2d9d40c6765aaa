import type { Seconds } from '#lib/model/units.ts';

/** Points kept for each entity; one more closes its row. */
export const TRAIL_POINTS = 14;
/** Rows of float32 x, y, z, t: the points, oldest first, then at least one that never was. */
export const TRAIL_ROW = TRAIL_POINTS + 1;

const NEVER = -1e9;
/** More entities than this have no trails: the point of a trail is lost in a swarm. */
const MOST_ENTITIES = 8192;

/**
 * Where entities were during the last `seconds`: a few points each, thinned to equal steps of time.
 * The newest point is always the newest sample, so that a trail ends where its entity is.
 */
export class TrailStore {
	readonly seconds: Seconds;
	capacity = 0;
	/** 4 × TRAIL_ROW × capacity. */
	points: Float32Array<ArrayBuffer> = new Float32Array(0);
	#counts = new Uint8Array(0);
	/** Entities whose rows changed since `takeChanged`. */
	#from = Infinity;
	#to = -1;

	constructor(seconds: Seconds) {
		this.seconds = seconds;
	}

	reset(capacity: number): void {
		this.capacity = capacity <= MOST_ENTITIES ? capacity : 0;
		this.points = new Float32Array(4 * TRAIL_ROW * this.capacity);
		for (let i = 3; i < this.points.length; i += 4) this.points[i] = NEVER;
		this.#counts = new Uint8Array(this.capacity);
		this.#touch(0, this.capacity);
	}

	/** Samples of contiguous entities, 4 floats each. */
	add(first: number, samples: Float32Array): void {
		const count = Math.min(samples.length / 4, this.capacity - first);
		const step = this.seconds / (TRAIL_POINTS - 2);
		for (let k = 0; k < count; k++) this.#append(first + k, samples.subarray(4 * k, 4 * k + 4), step);
		if (count > 0) this.#touch(first, count);
	}

	clear(first: number, count: number): void {
		const end = Math.min(first + count, this.capacity);
		for (let entity = first; entity < end; entity++) {
			this.#counts[entity] = 0;
			const row = 4 * TRAIL_ROW * entity;
			for (let i = row + 3; i < row + 4 * TRAIL_ROW; i += 4) this.points[i] = NEVER;
		}
		if (end > first) this.#touch(first, end - first);
	}

	/** The range of entities whose rows are to be uploaded, once. */
	takeChanged(): { first: number; count: number } | undefined {
		if (this.#to < this.#from) return undefined;
		const changed = { first: this.#from, count: this.#to - this.#from };
		this.#from = Infinity;
		this.#to = -1;
		return changed;
	}

	#append(entity: number, sample: Float32Array, step: Seconds): void {
		const row = 4 * TRAIL_ROW * entity;
		const points = this.points;
		let n = this.#counts[entity]!;
		const time = (i: number) => points[row + 4 * i + 3]!;
		const t = sample[3]!;
		if (n > 0 && t <= time(n - 1)) return;
		// a gap longer than the trail: it was somewhere else
		if (n > 0 && t - time(n - 1) > this.seconds) n = 0;
		if (n >= 2 && time(n - 1) - time(n - 2) < step) n--;
		else if (n === TRAIL_POINTS) {
			points.copyWithin(row, row + 4, row + 4 * TRAIL_POINTS);
			n--;
		}
		points.set(sample, row + 4 * n);
		n++;
		for (let i = n; i < TRAIL_ROW; i++) points[row + 4 * i + 3] = NEVER;
		this.#counts[entity] = n;
	}

	#touch(first: number, count: number): void {
		this.#from = Math.min(this.#from, first);
		this.#to = Math.max(this.#to, first + count);
	}
}
