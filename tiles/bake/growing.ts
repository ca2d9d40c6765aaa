/** Arrays of unknown final length, doubled as they fill: 8 or 4 bytes a value instead of a boxed number. */
export class GrowingFloat64 {
	#data = new Float64Array(1024);
	length = 0;

	push(value: number): void {
		if (this.length === this.#data.length) this.#grow(this.length + 1);
		this.#data[this.length++] = value;
	}

	append(values: ArrayLike<number>): void {
		this.#grow(this.length + values.length);
		this.#data.set(values, this.length);
		this.length += values.length;
	}

	/** The values so far, sharing memory: take it when all are in. */
	view(): Float64Array {
		return this.#data.subarray(0, this.length);
	}

	#grow(needed: number): void {
		if (needed <= this.#data.length) return;
		const larger = new Float64Array(Math.max(needed, this.#data.length * 2));
		larger.set(this.#data.subarray(0, this.length));
		this.#data = larger;
	}
}

export class GrowingInt32 {
	#data = new Int32Array(1024);
	length = 0;

	push(value: number): void {
		if (this.length === this.#data.length) {
			const larger = new Int32Array(this.#data.length * 2);
			larger.set(this.#data);
			this.#data = larger;
		}
		this.#data[this.length++] = value;
	}

	view(): Int32Array {
		return this.#data.subarray(0, this.length);
	}
}

/** Strings by number: each text is kept once. */
export class TextTable {
	readonly texts: string[] = [];
	readonly #index = new Map<string, number>();

	/** Number of a text; −1 for none. */
	add(text: string | undefined): number {
		if (text === undefined || text === '') return -1;
		let index = this.#index.get(text);
		if (index === undefined) {
			index = this.texts.length;
			this.#index.set(text, index);
			this.texts.push(text);
		}
		return index;
	}
}

/** Numbers to 32-bit values without a Map's 50 bytes an entry: open addressing, 12 bytes a slot. */
export class IdIndex {
	#keys: Float64Array;
	#values: Int32Array;
	#mask: number;
	size = 0;

	constructor(capacity = 1024) {
		let slots = 16;
		while (slots < capacity * 2) slots *= 2;
		this.#keys = new Float64Array(slots).fill(Number.NaN);
		this.#values = new Int32Array(slots);
		this.#mask = slots - 1;
	}

	/** Keeps the first value given for a key; true when it was new. */
	add(key: number, value: number): boolean {
		if (this.size * 2 > this.#mask) this.#double();
		const slot = this.#slot(key);
		if (this.#keys[slot] === key) return false;
		this.#keys[slot] = key;
		this.#values[slot] = value;
		this.size++;
		return true;
	}

	get(key: number): number | undefined {
		const slot = this.#slot(key);
		return this.#keys[slot] === key ? this.#values[slot] : undefined;
	}

	#slot(key: number): number {
		const low = (key % 4294967296) | 0;
		const high = Math.trunc(key / 4294967296) | 0;
		let slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) & this.#mask;
		slot ^= (slot >>> 15) & this.#mask;
		for (;;) {
			const found = this.#keys[slot]!;
			if (found === key || Number.isNaN(found)) return slot;
			slot = (slot + 1) & this.#mask;
		}
	}

	#double(): void {
		const keys = this.#keys;
		const values = this.#values;
		this.#keys = new Float64Array(keys.length * 2).fill(Number.NaN);
		this.#values = new Int32Array(keys.length * 2);
		this.#mask = keys.length * 2 - 1;
		for (let slot = 0; slot < keys.length; slot++) {
			const key = keys[slot]!;
			if (Number.isNaN(key)) continue;
			const target = this.#slot(key);
			this.#keys[target] = key;
			this.#values[target] = values[slot]!;
		}
	}
}
