import { AppError } from '#lib/model/errors.ts';
import type { WindowAnswer, WindowRequest } from './historian.ts';

/** A stream that nobody has asked for so long is given up: it holds a connection and a moment of the database. */
const IDLE_MS = 30_000;

interface OpenStream {
	readonly abort: AbortController;
	chunks?: AsyncIterator<Uint8Array>;
	idle?: NodeJS.Timeout;
}

/** Answers that are read chunk by chunk, by a number that the reader chose. */
export class OpenStreams {
	readonly #streams = new Map<number, OpenStream>();

	/** Asks for a window in a stream's name. */
	async open(
		stream: number,
		request: Omit<WindowRequest, 'signal'>,
		ask: (request: WindowRequest) => Promise<WindowAnswer>
	): Promise<Omit<WindowAnswer, 'stream'>> {
		const abort = new AbortController();
		const entry: OpenStream = { abort };
		this.#streams.set(stream, entry);
		try {
			const { stream: chunks, ...answer } = await ask({ ...request, signal: abort.signal });
			entry.chunks = chunks[Symbol.asyncIterator]();
			this.#wait(stream, entry);
			return answer;
		} catch (cause) {
			this.#streams.delete(stream);
			throw cause;
		}
	}

	/** The next chunk, undefined at the end. Throws ABORTED for a stream that was given up. */
	async next(stream: number): Promise<Uint8Array | undefined> {
		const entry = this.#streams.get(stream);
		if (!entry?.chunks)
			throw new AppError('ABORTED', { message: 'This answer is no longer read: ask again.' });
		clearTimeout(entry.idle);
		const { done, value } = await entry.chunks.next();
		if (done) this.#streams.delete(stream);
		else this.#wait(stream, entry);
		return done ? undefined : value;
	}

	/** Gives a stream up, also in the middle of its query. */
	drop(stream: number): void {
		const entry = this.#streams.get(stream);
		if (!entry) return;
		this.#streams.delete(stream);
		clearTimeout(entry.idle);
		entry.abort.abort();
		// Ends a generator that waits between two chunks; one that runs is ended by its signal.
		void entry.chunks?.return?.().catch(() => undefined);
	}

	close(): void {
		for (const stream of [...this.#streams.keys()]) this.drop(stream);
	}

	#wait(stream: number, entry: OpenStream): void {
		entry.idle = setTimeout(() => this.drop(stream), IDLE_MS);
		entry.idle.unref();
	}
}
