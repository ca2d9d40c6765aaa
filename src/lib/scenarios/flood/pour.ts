import type { Metres } from '#lib/model/units.ts';
import type { Ground } from './ground.ts';
import { OUT, type Hollows } from './hollows.ts';

/**
 * Water in the hollows. What a hollow cannot hold runs into its neighbour beyond the saddle; when that is full too,
 * both fill the hollow around them (fill, spill, merge: Barnes, Callaghan and Wickert 2021). No drop is lost.
 */
export class PouredWater {
	readonly #hollows: Hollows;
	/** By hollow: m³ above its children's rim. */
	readonly #held: Float64Array;
	readonly #full: Uint8Array;
	/** By full hollow: the hollow that it fills together with its full sibling; itself: none yet. */
	readonly #up: Int32Array;
	#left = 0;

	constructor(hollows: Hollows) {
		this.#hollows = hollows;
		this.#held = new Float64Array(hollows.count);
		this.#full = new Uint8Array(hollows.count);
		this.#up = Int32Array.from({ length: hollows.count }, (_, hollow) => hollow);
	}

	/** m³ that left the ground. */
	get left(): number {
		return this.#left;
	}

	/** m³ that stand in hollows. */
	get stored(): number {
		return this.#held.reduce((sum, volume) => sum + volume, 0);
	}

	/** Pours m³ into a leaf. */
	pour(leaf: number, volume: number): void {
		const { holds, parent, sibling, overflow } = this.#hollows;
		let [at, rest] = [leaf, volume];
		while (rest > 0) {
			if (at === OUT) {
				this.#left += rest;
				return;
			}
			const hollow = this.#topOf(at);
			const room = holds[hollow]! - this.#held[hollow]!;
			if (rest < room) {
				this.#held[hollow]! += rest;
				return;
			}
			this.#held[hollow] = holds[hollow]!;
			this.#full[hollow] = 1;
			rest -= Math.max(0, room);
			const [around, beside] = [parent[hollow]!, sibling[hollow]!];
			if (around !== OUT && this.#full[beside] === 1) {
				this.#up[hollow] = around;
				this.#up[beside] = around;
				at = around;
			} else at = overflow[hollow]!;
		}
	}

	/** By cell: height of the water that stands over it, metres above sea level; −Infinity where it is dry. */
	surface(ground: Ground): Float64Array {
		const { count, parent, rim, hollow } = this.#hollows;
		const level = new Float64Array(count);
		for (let each = count - 1; each >= 0; each--) {
			const around = parent[each]!;
			if (around !== OUT && (this.#full[around] === 1 || this.#held[around]! > 0))
				level[each] = level[around]!;
			else if (this.#full[each] === 1) level[each] = rim[each]!;
			else level[each] = this.#held[each]! > 0 ? this.#levelIn(each, ground) : -Infinity;
		}
		return Float64Array.from(hollow, (each, cell) =>
			each !== OUT && level[each]! > ground.height[cell]! ? level[each]! : -Infinity
		);
	}

	/** The level at which a hollow that is not full holds its water: cells drown one by one, from the lowest up. */
	#levelIn(hollow: number, { height, area }: Ground): Metres {
		const { cells, rim, children } = this.#hollows;
		const below = children[hollow]!;
		let { number, sum } = below;
		const volume = below.volume + this.#held[hollow]!;
		const own = cells[hollow]!;
		for (let k = 0; ; k++) {
			const level = number === 0 ? -Infinity : (volume / area + sum) / number;
			const next = k < own.length ? height[own[k]!]! : rim[hollow]!;
			if (number > 0 && (level <= next || k >= own.length)) return Math.min(level, rim[hollow]!);
			number++;
			sum += next;
		}
	}

	/** The largest hollow that a leaf's water stands in with that of its full neighbours. */
	#topOf(hollow: number): number {
		let top = hollow;
		while (this.#up[top] !== top) top = this.#up[top]!;
		for (let at = hollow; at !== top;) {
			const next = this.#up[at]!;
			this.#up[at] = top;
			at = next;
		}
		return top;
	}
}
