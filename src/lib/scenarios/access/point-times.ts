import type { Seconds } from '#lib/model/units.ts';
import type { Footholds } from './street-network.ts';
import type { TravelSweep } from './travel-sweep.ts';

/** Reads a sweep at points that stand beside its nodes. */
export class PointTimes {
	readonly #points: Footholds;
	/** Points by the node they stand at, those of node n from `#starts[n]` to `#starts[n + 1]`; each has two. */
	readonly #starts: Int32Array;
	readonly #at: Int32Array;
	readonly #seen: Uint8Array;

	constructor(points: Footholds, nodes: number) {
		this.#points = points;
		this.#starts = new Int32Array(nodes + 1);
		const count = points.first.length;
		const standing = [...Array(count).keys()].filter((point) => stands(points, point));
		for (const ends of [points.first, points.second])
			for (const point of standing) this.#starts[ends[point]! + 1]!++;
		for (let node = 0; node < nodes; node++) this.#starts[node + 1]! += this.#starts[node]!;
		const next = this.#starts.slice();
		this.#at = new Int32Array(2 * standing.length);
		for (const ends of [points.first, points.second])
			for (const point of standing) this.#at[next[ends[point]!]!++] = point;
		this.#seen = new Uint8Array(count);
	}

	/** What a point takes to the sweep's sources; Infinity when none is reached. */
	secondsOf({ seconds }: TravelSweep, point: number): Seconds {
		const { first, second, toFirst, toSecond } = this.#points;
		return Math.min(seconds[first[point]!]! + toFirst[point]!, seconds[second[point]!]! + toSecond[point]!);
	}

	/** Which of the sweep's sources is nearest to a point; −1: none. */
	sourceOf({ seconds, source }: TravelSweep, point: number): number {
		const { first, second, toFirst, toSecond } = this.#points;
		const [a, b] = [seconds[first[point]!]! + toFirst[point]!, seconds[second[point]!]! + toSecond[point]!];
		if (a === Infinity && b === Infinity) return -1;
		return a <= b ? source[first[point]!]! : source[second[point]!]!;
	}

	/** Points that reach a source of the sweep within the limit, in no order that means anything, and what they take. */
	within(sweep: TravelSweep, limit: Seconds): { readonly points: number[]; readonly seconds: Seconds[] } {
		const points: number[] = [];
		const seconds: Seconds[] = [];
		for (const node of sweep.reached)
			for (let at = this.#starts[node]!; at < this.#starts[node + 1]!; at++) {
				const point = this.#at[at]!;
				if (this.#seen[point] === 1) continue;
				const takes = this.secondsOf(sweep, point);
				if (takes > limit) continue;
				this.#seen[point] = 1;
				points.push(point);
				seconds.push(takes);
			}
		for (const point of points) this.#seen[point] = 0;
		return { points, seconds };
	}
}

function stands({ toFirst, toSecond }: Footholds, point: number): boolean {
	return toFirst[point] !== Infinity || toSecond[point] !== Infinity;
}
