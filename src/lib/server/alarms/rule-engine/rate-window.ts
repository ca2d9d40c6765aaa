import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** Samples kept of one entity; with more, every second one goes and the ends stay. */
const MOST = 128;

/** The newest values of one metric of one entity. */
export class RateWindow {
	readonly #over: Milliseconds;
	#at: EpochMs[] = [];
	#values: number[] = [];

	constructor(over: Milliseconds) {
		this.#over = over;
	}

	/** Takes a value that is newer than all before; others are passed over. */
	add(at: EpochMs, value: number): void {
		if (at <= (this.#at.at(-1) ?? -Infinity)) return;
		this.#at.push(at);
		this.#values.push(value);
		let old = 0;
		while (this.#at[old]! < at - this.#over) old++;
		if (old > 0) this.#keep((n) => n >= old);
		if (this.#at.length > MOST) this.#keep((n, last) => n % 2 === 0 || n === last);
	}

	/** Change a second from the oldest value to the newest; NaN while they lie less than half the window apart. */
	rate(): number {
		const [first, last] = [this.#at[0], this.#at.at(-1)];
		if (first === undefined || last === undefined || last - first < this.#over / 2) return NaN;
		return ((this.#values.at(-1)! - this.#values[0]!) * 1000) / (last - first);
	}

	#keep(stays: (n: number, last: number) => boolean): void {
		const last = this.#at.length - 1;
		this.#at = this.#at.filter((_, n) => stays(n, last));
		this.#values = this.#values.filter((_, n) => stays(n, last));
	}
}
