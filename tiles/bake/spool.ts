import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

const FIRST_WORDS = 1024;
const FLUSH_WORDS = 16 * 1024;

interface Bucket {
	words: Int32Array;
	used: number;
	/** Byte offset and length in the file of what was flushed. */
	readonly chunks: number[];
	count: number;
}

/**
 * Records of 32-bit words, sorted into buckets while they arrive in any order. Each bucket holds at most
 * 64 KiB in memory; the rest lies in one file, so that memory does not grow with the city.
 */
export class Spool {
	readonly #path: string;
	readonly #file: number;
	readonly #buckets = new Map<number, Bucket>();
	#end = 0;
	#closed = false;

	constructor(path: string) {
		this.#path = path;
		this.#file = openSync(path, 'w+');
	}

	get path(): string {
		return this.#path;
	}

	keys(): number[] {
		return [...this.#buckets.keys()];
	}

	count(key: number): number {
		return this.#buckets.get(key)?.count ?? 0;
	}

	/** Makes room for a record of at most `words`, lets `write` fill it, and counts what it says it wrote. */
	add(key: number, words: number, write: (target: Int32Array, at: number) => number): void {
		let bucket = this.#buckets.get(key);
		if (!bucket) {
			bucket = { words: new Int32Array(FIRST_WORDS), used: 0, chunks: [], count: 0 };
			this.#buckets.set(key, bucket);
		}
		if (bucket.used + words > bucket.words.length) this.#makeRoom(bucket, words);
		bucket.used += write(bucket.words, bucket.used);
		bucket.count++;
	}

	/** Moves all but the last words of a bucket to the file: `chunks` then says where all of it is. */
	flush(key: number): readonly number[] {
		const bucket = this.#buckets.get(key);
		if (!bucket) return [];
		this.#flush(bucket);
		return bucket.chunks;
	}

	/** All records of a bucket, in order of arrival. */
	read(key: number): Int32Array {
		return readChunks(this.#file, this.flush(key));
	}

	/** Frees a bucket's buffer once nothing more will come. */
	seal(key: number): readonly number[] {
		const chunks = this.flush(key);
		const bucket = this.#buckets.get(key);
		if (bucket) bucket.words = new Int32Array(0);
		return chunks;
	}

	drop(key: number): void {
		this.#buckets.delete(key);
	}

	/** Closes and deletes the file. */
	remove(): void {
		if (this.#closed) return;
		this.#closed = true;
		closeSync(this.#file);
		rmSync(this.#path, { force: true });
	}

	#makeRoom(bucket: Bucket, words: number): void {
		if (bucket.words.length >= FLUSH_WORDS && bucket.used > 0) this.#flush(bucket);
		if (bucket.used + words <= bucket.words.length) return;
		const larger = new Int32Array(
			Math.max(bucket.used + words, Math.min(FLUSH_WORDS, bucket.words.length * 4))
		);
		larger.set(bucket.words.subarray(0, bucket.used));
		bucket.words = larger;
	}

	#flush(bucket: Bucket): void {
		if (bucket.used === 0) return;
		const bytes = new Uint8Array(bucket.words.buffer, 0, bucket.used * 4);
		for (let done = 0; done < bytes.length;)
			done += writeSync(this.#file, bytes, done, bytes.length - done, this.#end + done);
		bucket.chunks.push(this.#end, bytes.length);
		this.#end += bytes.length;
		bucket.used = 0;
	}
}

/** Reads pieces (offset, length in bytes, alternating) of an open file as one array of words. */
export function readChunks(file: number, chunks: readonly number[]): Int32Array {
	let total = 0;
	for (let i = 1; i < chunks.length; i += 2) total += chunks[i]!;
	const bytes = new Uint8Array(total);
	let at = 0;
	for (let i = 0; i < chunks.length; i += 2) {
		const length = chunks[i + 1]!;
		for (let done = 0; done < length;) {
			const got = readSync(file, bytes, at + done, length - done, chunks[i]! + done);
			if (got === 0) throw new Error(`The spool ended early at ${String(chunks[i]! + done)}.`);
			done += got;
		}
		at += length;
	}
	return new Int32Array(bytes.buffer);
}
