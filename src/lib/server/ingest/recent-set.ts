/** Remembers the newest of many keys: at least `least`, at most twice as many. */
export class RecentSet {
	readonly #least: number;
	#young = new Set<string>();
	#old = new Set<string>();

	constructor(least: number) {
		this.#least = least;
	}

	has(key: string): boolean {
		return this.#young.has(key) || this.#old.has(key);
	}

	add(key: string): void {
		if (this.#young.size >= this.#least) [this.#old, this.#young] = [this.#young, new Set()];
		this.#young.add(key);
	}
}
