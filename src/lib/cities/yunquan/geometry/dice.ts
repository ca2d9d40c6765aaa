/**
 * Chance without a generator's state: a number follows from whole-number keys alone, by integer arithmetic
 * that every machine does alike. The same keys give the same numbers in any order of asking.
 */
export function hash(...keys: readonly number[]): number {
	let mixed = 0x2545f491;
	for (const key of keys) {
		mixed = Math.imul(mixed ^ (key | 0), 0x85ebca6b);
		mixed ^= mixed >>> 13;
		mixed = Math.imul(mixed, 0xc2b2ae35);
		mixed ^= mixed >>> 16;
	}
	return mixed >>> 0;
}

/** Evenly spread in [0, 1). */
export function unit(...keys: readonly number[]): number {
	return hash(...keys) / 4294967296;
}

/** A sequence of chances that belongs to one thing (a cell, a block), whatever else was asked before. */
export class Dice {
	#state: number;

	constructor(...keys: readonly number[]) {
		this.#state = hash(...keys);
	}

	/** The next number in [0, 1). */
	next(): number {
		this.#state = (this.#state + 0x9e3779b9) >>> 0;
		return unit(this.#state);
	}

	between(low: number, high: number): number {
		return low + (high - low) * this.next();
	}

	/** A whole number from `low` to `high`, both included. */
	whole(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	chance(share: number): boolean {
		return this.next() < share;
	}

	pick<T>(list: readonly T[]): T {
		return list[Math.floor(this.next() * list.length)]!;
	}
}
