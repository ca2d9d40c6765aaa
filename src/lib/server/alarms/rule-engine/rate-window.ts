import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** Samples kept of one entity; with more, every second one goes and the ends stay. */
const MOST = 128;

/** The newest values of one metric of one entity. */
export class RateWindow {
	readonly #over: Milliseconds;
	readonly #hole: Milliseconds;
	#at: EpochMs[] = [];
	#values: number[] = [];
	/** Samples before this are too old; they are dropped some at a time. */
	#first = 0;

	/** `hole`: what happened in a longer time without a value is not known. */
	constructor(over: Milliseconds, hole: Milliseconds) {
		this.#over = over;
		this.#hole = hole;
	}

	/** Takes a value that is newer than all before; others are passed over. After a hole the window begins anew. */
	add(at: EpochMs, value: number): void {
		const last = this.#at.length - 1;
		if (last >= 0 && at <= this.#at[last]!) return;
		if (last >= 0 && at - this.#at[last]! > this.#hole) this.#keep(() => false);
		this.#at.push(at);
		this.#values.push(value);
		while (this.#at[this.#first]! < at - this.#over) this.#first++;
		if (this.#first > MOST / 2) this.#keep((n) => n >= this.#first);
		if (this.#at.length - this.#first > MOST)
			this.#keep((n, newest) => n >= this.#first && ((n - this.#first) % 2 === 0 || n === newest));
	}

	/** Change a second from the oldest value to the newest; NaN while they lie less than half the window apart. */
	rate(): number {
		const [first, newest] = [this.#at[this.#first], this.#at[this.#at.length - 1]];
		if (first === undefined || newest === undefined || newest - first < this.#over / 2) return NaN;
		const change = this.#values[this.#values.length - 1]! - this.#values[this.#first]!;
		return (change * 1000) / (newest - first);
	}

	#keep(stays: (n: number, newest: number) => boolean): void {
		const newest = this.#at.length - 1;
		this.#at = this.#at.filter((_, n) => stays(n, newest));
		this.#values = this.#values.filter((_, n) => stays(n, newest));
		this.#first = 0;
	}
}
