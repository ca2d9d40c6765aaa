const FIRST_BYTES = 1 << 12;
const FIRST_SLOTS = 1 << 8;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Different texts, each once, as UTF-8 bytes and numbered as they come: a million cells of a table cost no
 * string each.
 */
export class ByteTexts {
	#bytes = new Uint8Array(FIRST_BYTES);
	/** Where each text ends; text i begins where i − 1 ends. */
	#ends = new Int32Array(FIRST_SLOTS / 2);
	/** Number of a text + 1 by its hash, 0 = free; a power of two long. */
	#slots = new Int32Array(FIRST_SLOTS);
	#count = 0;
	#used = 0;
	#scratch = new Uint8Array(256);

	get count(): number {
		return this.#count;
	}

	/** Number of the text that lies in `source` from `from` up to `to`. */
	add(source: Uint8Array, from: number, to: number): number {
		let hash = 0x811c9dc5;
		for (let at = from; at < to; at++) hash = Math.imul(hash ^ (source[at] as number), 0x01000193);
		hash ^= hash >>> 15;
		const mask = this.#slots.length - 1;
		let slot = hash & mask;
		for (let known = this.#slots[slot] as number; known !== 0; known = this.#slots[slot] as number) {
			if (this.#equals(known - 1, source, from, to)) return known - 1;
			slot = (slot + 1) & mask;
		}
		const number = this.#append(source, from, to);
		this.#slots[slot] = number + 1;
		if (this.#count * 2 > this.#slots.length) this.#rehash();
		return number;
	}

	addText(text: string): number {
		const room = text.length * 3;
		if (room > this.#scratch.length) this.#scratch = new Uint8Array(room * 2);
		const { written } = encoder.encodeInto(text, this.#scratch);
		return this.add(this.#scratch, 0, written);
	}

	text(number: number): string {
		return decoder.decode(this.#bytes.subarray(this.startOf(number), this.#ends[number]));
	}

	/** All texts by number. */
	texts(): string[] {
		return Array.from({ length: this.#count }, (_, number) => this.text(number));
	}

	/** The bytes of all texts, one after the other. */
	get bytes(): Uint8Array<ArrayBuffer> {
		return this.#bytes.subarray(0, this.#used);
	}
	startOf(number: number): number {
		return number === 0 ? 0 : (this.#ends[number - 1] as number);
	}
	endOf(number: number): number {
		return this.#ends[number] as number;
	}

	#equals(number: number, source: Uint8Array, from: number, to: number): boolean {
		const start = this.startOf(number);
		if ((this.#ends[number] as number) - start !== to - from) return false;
		const shift = start - from;
		for (let at = from; at < to; at++) if (this.#bytes[at + shift] !== source[at]) return false;
		return true;
	}

	#append(source: Uint8Array, from: number, to: number): number {
		const end = this.#used + to - from;
		if (end > this.#bytes.length) {
			const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
			larger.set(this.#bytes);
			this.#bytes = larger;
		}
		for (let at = from; at < to; at++) this.#bytes[this.#used++] = source[at] as number;
		if (this.#count === this.#ends.length) {
			const larger = new Int32Array(this.#ends.length * 2);
			larger.set(this.#ends);
			this.#ends = larger;
		}
		this.#ends[this.#count] = end;
		return this.#count++;
	}

	#rehash(): void {
		const mask = this.#slots.length * 4 - 1;
		const slots = new Int32Array(mask + 1);
		for (let number = 0; number < this.#count; number++) {
			let hash = 0x811c9dc5;
			for (let at = this.startOf(number), end = this.endOf(number); at < end; at++)
				hash = Math.imul(hash ^ (this.#bytes[at] as number), 0x01000193);
			hash ^= hash >>> 15;
			let slot = hash & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = number + 1;
		}
		this.#slots = slots;
	}
}
