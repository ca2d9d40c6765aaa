import { AppError } from '#lib/model/errors.ts';

/** What the server last said of one thing. It is asked again when told to: one request at a time, the newest word wins. */
export class Fetched<T> {
	#current = $state.raw<T | undefined>();
	#error = $state.raw<AppError | undefined>();
	readonly #ask: (signal: AbortSignal) => Promise<T>;
	readonly #stop = new AbortController();
	#asking: Promise<void> | undefined;
	#again = false;

	constructor(ask: (signal: AbortSignal) => Promise<T>) {
		this.#ask = ask;
	}

	/** Undefined before the first answer; the last one stays while the server is away. */
	get current(): T | undefined {
		return this.#current;
	}
	/** Why the last request had no answer; undefined when it had one. */
	get error(): AppError | undefined {
		return this.#error;
	}
	/** The server has answered or refused. */
	get settled(): boolean {
		return this.#current !== undefined || this.#error !== undefined;
	}

	/** An answer that came another way: to an act. */
	set(value: T): void {
		this.#current = value;
	}

	/** Asks now, or once more when the request on its way has its answer. Failures stand in `error`. */
	refresh(): Promise<void> {
		if (this.#asking) {
			this.#again = true;
			return this.#asking;
		}
		this.#asking = this.#run().finally(() => (this.#asking = undefined));
		return this.#asking;
	}

	dispose(): void {
		this.#stop.abort();
	}

	async #run(): Promise<void> {
		const { signal } = this.#stop;
		do {
			this.#again = false;
			try {
				const value = await this.#ask(signal);
				if (signal.aborted) return;
				this.#current = value;
				this.#error = undefined;
			} catch (thrown) {
				if (signal.aborted) return;
				this.#error = AppError.from(thrown);
			}
		} while (this.#again);
	}
}
