const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/** Cells of a row beyond these are not looked at. */
const MOST_CELLS = 4096;

/**
 * Finds the cells of one row after the other in CSV bytes (RFC 4180, any one-byte delimiter). Cells are places in the
 * bytes, trimmed; doubled quotes of a row that is whole are made one in place.
 */
export class CellSplitter {
	readonly starts = new Int32Array(MOST_CELLS);
	readonly ends = new Int32Array(MOST_CELLS);
	/** Cells of the row that `next` found last. */
	count = 0;
	/** Lines that this row and all before it took. */
	lines = 0;
	/** The bytes ended inside of a quoted cell. */
	quoteOpen = false;
	readonly #delimiter: number;
	/** Cells of the row that hold doubled quotes. */
	readonly #doubled: number[] = [];

	constructor(delimiter: number) {
		this.#delimiter = delimiter;
	}

	/** Reads the row that begins at `from`; where the next begins, or −1 when the bytes end within it. */
	next(bytes: Uint8Array, from: number, to: number, last: boolean): number {
		let at = from;
		let lines = 1;
		this.count = 0;
		this.quoteOpen = false;
		this.#doubled.length = 0;
		for (;;) {
			while (at < to && bytes[at] === SPACE) at++;
			const start = at;
			if (at < to && bytes[at] === QUOTE) {
				at = this.#quotedEnd(bytes, at + 1, to);
				if (at < 0) return -1;
				for (let byte = start; byte < at; byte++) if (bytes[byte] === LF) lines++;
				const end = at++;
				at = this.#cellEnd(bytes, at, to);
				this.#keep(start + 1, end);
			} else {
				at = this.#cellEnd(bytes, at, to);
				let end = at;
				if (end > start && bytes[end - 1] === CR) end--;
				while (end > start && bytes[end - 1] === SPACE) end--;
				this.#keep(start, end);
			}
			if (at >= to && !last) return -1;
			if (at >= to || bytes[at] === LF) break;
			at++;
		}
		this.lines += lines;
		for (const cell of this.#doubled) this.#halve(bytes, cell);
		return at + 1;
	}

	#keep(start: number, end: number): void {
		if (this.count === MOST_CELLS) return;
		this.starts[this.count] = start;
		this.ends[this.count++] = end;
	}

	#cellEnd(bytes: Uint8Array, from: number, to: number): number {
		let at = from;
		while (at < to && bytes[at] !== this.#delimiter && bytes[at] !== LF) at++;
		return at;
	}

	/** Where the closing quote is; −1 when it is not there. */
	#quotedEnd(bytes: Uint8Array, from: number, to: number): number {
		for (let at = from; at < to; at++) {
			if (bytes[at] !== QUOTE) continue;
			if (at + 1 >= to || bytes[at + 1] !== QUOTE) return at;
			if (this.#doubled.at(-1) !== this.count) this.#doubled.push(this.count);
			at++;
		}
		this.quoteOpen = true;
		return -1;
	}

	#halve(bytes: Uint8Array, cell: number): void {
		const end = this.ends[cell] as number;
		let out = this.starts[cell] as number;
		for (let at = out; at < end; at++) {
			bytes[out++] = bytes[at] as number;
			if (bytes[at] === QUOTE) at++;
		}
		this.ends[cell] = out;
	}
}
