/** One entity's row as everyone who has the same state has it; integers as on the wire, NaN for metrics not said. */
export interface StateRow {
	readonly idx: number;
	/** ms. */
	readonly ts: number;
	readonly lon: number;
	readonly lat: number;
	readonly speed: number;
	readonly heading: number;
	readonly status: number;
	/** Without the `stale` bit, which is a matter of the clock. */
	readonly quality: number;
	/** By column; trailing NaN may be left out. */
	readonly metrics: ArrayLike<number>;
}

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

/**
 * A digest of a layer's state that does not depend on the order of its rows: the same in the hub, in a
 * browser and out of history. 16 hexadecimal digits; not for security.
 */
export class StateHash {
	#low = 0;
	#high = 0;
	#rows = 0;

	add(row: StateRow): void {
		let a = 0x811c9dc5;
		let b = 0x01000193;
		const mix = (value: number) => {
			a = Math.imul(a ^ value, 0x85ebca6b);
			a ^= a >>> 13;
			b = Math.imul(b ^ a ^ (value >>> 16), 0xc2b2ae35);
			b ^= b >>> 15;
		};
		mix(row.idx);
		mix(Math.floor(row.ts / 4294967296));
		mix(Math.floor(row.ts) >>> 0);
		mix(row.lon);
		mix(row.lat);
		mix((row.speed << 16) | row.heading);
		mix((row.status << 8) | (row.quality & ~1));
		for (let i = 0; i < row.metrics.length; i++) {
			const value = row.metrics[i]!;
			if (Number.isNaN(value)) continue;
			float[0] = value;
			mix(i);
			mix(floatBits[0]!);
		}
		this.#low = (this.#low + a) | 0;
		this.#high = (this.#high + b) | 0;
		this.#rows++;
	}

	digest(): string {
		const hex = (value: number) => (value >>> 0).toString(16).padStart(8, '0');
		return hex(this.#high ^ Math.imul(this.#rows, 0x9e3779b1)) + hex(this.#low);
	}
}
