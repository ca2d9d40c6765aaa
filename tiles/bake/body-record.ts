import type { BuildingRecord } from '#tiles/source-records.ts';

/**
 * One building or part in 32-bit words, as it waits in the spool:
 * length · flags · source id (2) · root id (2, NaN = none) · height · min height · levels (NaN = none) ·
 * use · street (text numbers, −1 = none) · name bytes · house number bytes · polygons · year · residents · jobs
 * (NaN = unknown), then per polygon its rings, per ring its vertices and 1e-7 degree pairs, then the two texts in UTF-8, padded to a word.
 */
const HEAD = 17;
export const DEGREE_UNITS = 1e7;
export const FLAG_ESTIMATED = 1;
export const FLAG_PART = 2;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const word = new Int32Array(2);
const asDouble = new Float64Array(word.buffer);
const asFloat = new Float32Array(word.buffer);

/** Words that a record can take at most (three UTF-8 bytes a UTF-16 unit). */
export function maxWords(record: BuildingRecord): number {
	let words = HEAD + (((record.name?.length ?? 0) + (record.houseNumber?.length ?? 0)) * 3 + 3) / 4 + 2;
	for (const polygon of record.polygons) {
		words += 1;
		for (const ring of polygon) words += 1 + ring.length;
	}
	return Math.ceil(words);
}

/** Writes a record at `at` (words) and returns the words written. The target must be large enough. */
export function writeBody(
	target: Int32Array,
	at: number,
	record: BuildingRecord,
	use: number,
	street: number
): number {
	let w = at + HEAD;
	for (const polygon of record.polygons) {
		target[w++] = polygon.length;
		for (const ring of polygon) {
			target[w++] = ring.length >> 1;
			for (let i = 0; i < ring.length; i++) target[w++] = Math.round(ring[i]! * DEGREE_UNITS);
		}
	}
	const bytes = new Uint8Array(target.buffer, target.byteOffset + w * 4);
	const nameBytes = record.name === undefined ? 0 : encoder.encodeInto(record.name, bytes).written;
	const houseBytes =
		record.houseNumber === undefined
			? 0
			: encoder.encodeInto(record.houseNumber, bytes.subarray(nameBytes)).written;
	w += (nameBytes + houseBytes + 3) >> 2;

	target[at] = w - at;
	target[at + 1] = (record.heightEstimated ? FLAG_ESTIMATED : 0) | (record.part ? FLAG_PART : 0);
	putDouble(target, at + 2, record.sourceId);
	putDouble(target, at + 4, record.part?.rootId ?? Number.NaN);
	putFloat(target, at + 6, record.height);
	putFloat(target, at + 7, record.minHeight);
	putFloat(target, at + 8, record.levels ?? Number.NaN);
	target[at + 9] = use;
	target[at + 10] = street;
	target[at + 11] = nameBytes;
	target[at + 12] = houseBytes;
	target[at + 13] = record.polygons.length;
	putFloat(target, at + 14, record.year ?? Number.NaN);
	putFloat(target, at + 15, record.residents ?? Number.NaN);
	putFloat(target, at + 16, record.jobs ?? Number.NaN);
	return w - at;
}

/** Reads spooled records without making an object for each: `at` walks from record to record. */
export class BodyReader {
	readonly words: Int32Array;
	at = 0;
	/** First word after the head: the polygons. */
	readonly headWords = HEAD;

	constructor(words: Int32Array) {
		this.words = words;
	}

	get done(): boolean {
		return this.at >= this.words.length;
	}

	next(): void {
		this.at += this.words[this.at]!;
	}

	get length(): number {
		return this.words[this.at]!;
	}
	get flags(): number {
		return this.words[this.at + 1]!;
	}
	get sourceId(): number {
		return takeDouble(this.words, this.at + 2);
	}
	get rootId(): number {
		return takeDouble(this.words, this.at + 4);
	}
	get height(): number {
		return takeFloat(this.words, this.at + 6);
	}
	get minHeight(): number {
		return takeFloat(this.words, this.at + 7);
	}
	get levels(): number {
		return takeFloat(this.words, this.at + 8);
	}
	get use(): number {
		return this.words[this.at + 9]!;
	}
	get street(): number {
		return this.words[this.at + 10]!;
	}
	get polygonCount(): number {
		return this.words[this.at + 13]!;
	}
	get year(): number {
		return takeFloat(this.words, this.at + 14);
	}
	get residents(): number {
		return takeFloat(this.words, this.at + 15);
	}
	get jobs(): number {
		return takeFloat(this.words, this.at + 16);
	}
	get name(): string | undefined {
		return this.#text(0, this.words[this.at + 11]!);
	}
	get houseNumber(): string | undefined {
		return this.#text(this.words[this.at + 11]!, this.words[this.at + 12]!);
	}

	#text(offset: number, length: number): string | undefined {
		if (length === 0) return undefined;
		const padded = (this.words[this.at + 11]! + this.words[this.at + 12]! + 3) >> 2;
		const start = this.words.byteOffset + (this.at + this.length - padded) * 4 + offset;
		return decoder.decode(new Uint8Array(this.words.buffer, start, length));
	}
}

function putDouble(target: Int32Array, at: number, value: number): void {
	asDouble[0] = value;
	target[at] = word[0]!;
	target[at + 1] = word[1]!;
}

function takeDouble(source: Int32Array, at: number): number {
	word[0] = source[at]!;
	word[1] = source[at + 1]!;
	return asDouble[0]!;
}

function putFloat(target: Int32Array, at: number, value: number): void {
	asFloat[0] = value;
	target[at] = word[0]!;
}

function takeFloat(source: Int32Array, at: number): number {
	word[0] = source[at]!;
	return asFloat[0]!;
}
