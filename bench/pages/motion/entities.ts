/** Where the bench's city is. */
export const ANCHOR: [number, number] = [-73.98, 40.75];

/** Entities on straight ways in a square of 4 km, m and m/s: the same in every run. */
export class Entities {
	readonly count: number;
	/** x, y, vx, vy by entity. */
	readonly #ways: Float64Array;

	constructor(count: number) {
		this.count = count;
		this.#ways = new Float64Array(4 * count);
		let state = 4711;
		const next = () => (state = (state * 16807) % 2147483647) / 2147483647;
		for (let i = 0; i < count; i++)
			this.#ways.set([4000 * next() - 2000, 4000 * next() - 2000, 30 * next() - 15, 30 * next() - 15], 4 * i);
	}

	/** x, y, z metres and t of all at a second, as a feed would report them. */
	samples(second: number): Float32Array {
		const rows = new Float32Array(4 * this.count);
		for (let i = 0; i < rows.length; i += 4) {
			rows[i] = this.#ways[i]! + this.#ways[i + 2]! * second;
			rows[i + 1] = this.#ways[i + 1]! + this.#ways[i + 3]! * second;
			rows[i + 3] = second;
		}
		return rows;
	}
}
