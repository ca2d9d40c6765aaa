/** No slot, no dictionary row. */
export const NONE = 0xffffffff;

/**
 * Which slot each dictionary row has. It keeps it while it lives, so that a slot can be an instance on the GPU;
 * freed slots are taken again in order of age.
 */
export class Slots {
	/** Slots below this were ever used. */
	used = 0;
	/** Dictionary row by slot, NONE when free. */
	idx = new Uint32Array(0);
	readonly #slots = new Map<number, number>();
	readonly #free: number[] = [];
	/** Slots below `#kept` belong to these rows alone, whether they are here or not. */
	#reserved: ReadonlyMap<number, number> = new Map();
	#kept = 0;

	get size(): number {
		return this.#slots.size;
	}

	get capacity(): number {
		return this.idx.length;
	}

	of(idx: number): number | undefined {
		return this.#slots.get(idx);
	}

	rows(): IterableIterator<number> {
		return this.#slots.keys();
	}

	/** Before the first row: rows of `other` shall have the same slots here, and nothing else one of those. */
	reserve(other: Slots): void {
		this.#reserved = new Map([...other.#reserved, ...other.#slots]);
		this.#kept = this.used = other.used;
		this.#grow(this.used);
	}

	/** A slot for a row that has none. */
	take(idx: number): number {
		const reserved = this.#reserved.get(idx);
		if (reserved === undefined && this.used === this.capacity && this.#free.length === 0)
			this.#grow(this.used + 1);
		const slot = reserved ?? (this.used < this.capacity ? this.used++ : this.#free.shift()!);
		this.#slots.set(idx, slot);
		this.idx[slot] = idx;
		return slot;
	}

	/** The slot that the row had. */
	remove(idx: number): number | undefined {
		const slot = this.#slots.get(idx);
		if (slot === undefined) return undefined;
		this.#slots.delete(idx);
		this.idx[slot] = NONE;
		if (slot >= this.#kept) this.#free.push(slot);
		return slot;
	}

	#grow(rows: number): void {
		if (rows <= this.capacity) return;
		let capacity = Math.max(256, this.capacity);
		while (capacity < rows) capacity *= 2;
		const idx = new Uint32Array(capacity).fill(NONE);
		idx.set(this.idx);
		this.idx = idx;
	}
}
