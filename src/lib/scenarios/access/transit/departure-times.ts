import type { Seconds } from '#lib/model/units.ts';
import type { Profile } from './profile.ts';
import type { StopWalks } from './stop-walks.ts';

/** What points take to an aim when they set out at each of some times; one aim after the other with the same arrays. */
export class DepartureTimes {
	readonly #departures: readonly Seconds[];
	/** By point and departure. */
	readonly #seconds: Float64Array;
	readonly #seen: Uint8Array;
	/** By point: departures that lead anywhere. */
	readonly #leading: Uint16Array;
	/** Up to the middle one, in order. */
	readonly #least: Float64Array;
	/** Points that anything was said about. */
	readonly #touched: number[] = [];

	/** `departures`: seconds after midnight, ascending. */
	constructor(points: number, departures: readonly Seconds[]) {
		this.#departures = departures;
		this.#seconds = new Float64Array(points * departures.length);
		this.#seen = new Uint8Array(points);
		this.#leading = new Uint16Array(points);
		this.#least = new Float64Array((departures.length >> 1) + 1);
	}

	clear(): void {
		for (const point of this.#touched) this.#seen[point] = this.#leading[point] = 0;
		this.#touched.length = 0;
	}

	/** A way that takes the same at all times. */
	offerWalk(point: number, seconds: Seconds): void {
		const row = this.#rowOf(point);
		for (let at = row; at < row + this.#departures.length; at++)
			if (seconds < this.#seconds[at]!) this.#seconds[at] = seconds;
		if (seconds < Infinity) this.#leading[point] = this.#departures.length;
	}

	/** Rides from a stop, for all points that walk to it: the nearest first. What takes longer than the horizon is left out. */
	offerRides(
		{ points, seconds }: StopWalks['access'][number],
		{ leaves, arrives }: Profile,
		horizon: Seconds
	): void {
		let shortest = Infinity;
		for (let pair = 0; pair < leaves.length; pair++)
			shortest = Math.min(shortest, arrives[pair]! - leaves[pair]!);
		const departures = this.#departures;
		for (let index = 0; index < points.length; index++) {
			const walk = seconds[index]!;
			if (walk + shortest > horizon) return;
			const point = points[index]!;
			const row = this.#rowOf(point);
			// Who sets out earlier may take what leaves earlier: pairs and departures both go from last to first.
			let pair = -1;
			for (let departure = departures.length - 1; departure >= 0; departure--) {
				const at = departures[departure]!;
				while (pair + 1 < leaves.length && leaves[pair + 1]! >= at + walk) pair++;
				if (pair < 0) continue;
				const takes = arrives[pair]! - at;
				const known = this.#seconds[row + departure]!;
				if (!(takes < known && takes <= horizon)) continue;
				if (known === Infinity) this.#leading[point]!++;
				this.#seconds[row + departure] = takes;
			}
		}
	}

	/** Points from which more than half of the departures lead anywhere, in ascending order. */
	reaching(): number[] {
		const points: number[] = [];
		const leading = this.#leading;
		const half = this.#departures.length / 2;
		for (let point = 0; point < leading.length; point++) if (leading[point]! > half) points.push(point);
		return points;
	}

	/** The middle one of the times; Infinity when half of the departures lead nowhere. */
	median(point: number): Seconds {
		if (this.#seen[point] === 0) return Infinity;
		const row = point * this.#departures.length;
		const [least, seconds] = [this.#least, this.#seconds];
		// The lower half alone is put in order, by insertion: it is short, and most of the upper half is seen to be no part of it.
		const last = least.length - 1;
		least.fill(Infinity);
		for (let at = row; at < row + this.#departures.length; at++) {
			const one = seconds[at]!;
			if (!(one < least[last]!)) continue;
			let place = last;
			for (; place > 0 && least[place - 1]! > one; place--) least[place] = least[place - 1]!;
			least[place] = one;
		}
		return least[last]!;
	}

	/** Part of the departures that take no longer than the limit. */
	shareWithin(point: number, limit: Seconds): number {
		if (this.#seen[point] === 0) return 0;
		const row = point * this.#departures.length;
		let within = 0;
		for (let at = row; at < row + this.#departures.length; at++) if (this.#seconds[at]! <= limit) within++;
		return within / this.#departures.length;
	}

	#rowOf(point: number): number {
		const row = point * this.#departures.length;
		if (this.#seen[point] === 1) return row;
		this.#seen[point] = 1;
		this.#touched.push(point);
		this.#seconds.fill(Infinity, row, row + this.#departures.length);
		return row;
	}
}
