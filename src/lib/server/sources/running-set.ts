/**
 * Which of many timed things run at an instant, when the instants asked for go forward: starts are sorted
 * once, a step costs O(running). An instant before the last one starts anew.
 */
export class RunningSet {
	readonly #order: Uint32Array;
	readonly #start: (item: number) => number;
	readonly #end: (item: number) => number;
	#next = 0;
	#at = -Infinity;
	readonly #running: number[] = [];

	/** `items` in any order; start and end on the axis of `at`, both included. */
	constructor(items: Iterable<number>, start: (item: number) => number, end: (item: number) => number) {
		this.#start = start;
		this.#end = end;
		this.#order = Uint32Array.from(items).sort((a, b) => start(a) - start(b) || a - b);
	}

	/** The items that run at `at`; valid until the next call. */
	at(at: number): readonly number[] {
		if (at < this.#at) {
			this.#next = 0;
			this.#running.length = 0;
		}
		this.#at = at;
		while (this.#next < this.#order.length) {
			const item = this.#order[this.#next]!;
			if (this.#start(item) > at) break;
			this.#next++;
			this.#running.push(item);
		}
		let kept = 0;
		for (const item of this.#running) if (this.#end(item) >= at) this.#running[kept++] = item;
		this.#running.length = kept;
		return this.#running;
	}
}
