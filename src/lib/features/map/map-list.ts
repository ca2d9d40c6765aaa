/** Things that the map draws in an order that whoever picks from it knows: one list for the layer and for them. */
export class MapList<T> {
	#current: readonly T[] = [];
	readonly #listeners = new Set<(list: readonly T[]) => void>();

	get current(): readonly T[] {
		return this.#current;
	}
	/** Says nothing when it is the list that shows already. */
	show(list: readonly T[]): void {
		if (list === this.#current) return;
		this.#current = list;
		for (const listener of this.#listeners) listener(list);
	}
	listen(listener: (list: readonly T[]) => void): () => void {
		this.#listeners.add(listener);
		listener(this.#current);
		return () => this.#listeners.delete(listener);
	}
}
