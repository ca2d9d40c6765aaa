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

	/** Number of the text whose bytes are the first `length` of the scratch. */
	#number(length: number): number {
		const source = this.#scratch;
		let hash = 0x811c9dc5;
		for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (source[at] as number), 0x01000193);
		hash ^= hash >>> 15;
		const mask = this.#slots.length - 1;
		let slot = hash & mask;
		for (let known = this.#slots[slot] as number; known !== 0; known = this.#slots[slot] as number) {
			if (this.#equals(known - 1, length)) return known - 1;
			slot = (slot + 1) & mask;
		}
		const number = this.#append(length);
		this.#slots[slot] = number + 1;
		if (this.#count * 2 > this.#slots.length) this.#rehash();
		return number;
	}

	/** Number of a text. */
	add(text: string): number {
		const room = text.length * 3;
		if (room > this.#scratch.length) this.#scratch = new Uint8Array(room * 2);
		const scratch = this.#scratch;
		for (let at = 0; at < text.length; at++) {
			const letter = text.charCodeAt(at);
			if (letter > 0x7f) return this.#number(encoder.encodeInto(text, scratch).written);
			scratch[at] = letter;
		}
		return this.#number(text.length);
	}

	/** Number of a text that is UTF-8 already, from `start` to `end` of `bytes`. */
	addBytes(bytes: Uint8Array, start: number, end: number): number {
		const length = end - start;
		if (length > this.#scratch.length) this.#scratch = new Uint8Array(length * 2);
		const scratch = this.#scratch;
		for (let at = 0; at < length; at++) scratch[at] = bytes[start + at] as number;
		return this.#number(length);
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

	#equals(number: number, length: number): boolean {
		const start = this.startOf(number);
		if ((this.#ends[number] as number) - start !== length) return false;
		for (let at = 0; at < length; at++) if (this.#bytes[start + at] !== this.#scratch[at]) return false;
		return true;
	}

	#append(length: number): number {
		const end = this.#used + length;
		if (end > this.#bytes.length) {
			const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
			larger.set(this.#bytes);
			this.#bytes = larger;
		}
		this.#bytes.set(this.#scratch.subarray(0, length), this.#used);
		this.#used = end;
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
