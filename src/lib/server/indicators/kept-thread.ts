import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import { startThread, type IndicatorThread } from './start-thread.ts';
import type { ThreadOptions } from './thread-messages.ts';

const FIRST_PAUSE: Milliseconds = 1000;
const LONGEST_PAUSE: Milliseconds = 300_000;

/** The thread of indicators, started when it is first wanted and anew after it ended by itself: each time after a longer pause. */
export class KeptThread {
	readonly #options: ThreadOptions;
	readonly #onFailure: (error: AppError) => void;
	#current: IndicatorThread | undefined;
	#pause = FIRST_PAUSE;
	#openAt = 0;

	/** `onFailure` hears why it could not be opened, or ended. */
	constructor(options: ThreadOptions, onFailure: (error: AppError) => void) {
		this.#options = options;
		this.#onFailure = onFailure;
	}

	get current(): IndicatorThread | undefined {
		return this.#current;
	}

	/** The thread, opened now if its pause is over; undefined when there is none. */
	async open(): Promise<IndicatorThread | undefined> {
		if (this.#current || Date.now() < this.#openAt) return this.#current;
		try {
			const thread = await startThread(this.#options);
			this.#current = thread;
			void thread.crashed.then((error) => {
				if (this.#current === thread) this.#current = undefined;
				this.#fail(error);
			});
			return thread;
		} catch (thrown) {
			this.#fail(AppError.from(thrown));
			return undefined;
		}
	}

	/** It does its work: the next pause is a short one again. */
	isWell(): void {
		this.#pause = FIRST_PAUSE;
	}

	async close(): Promise<void> {
		const closing = this.#current;
		this.#current = undefined;
		await closing?.close();
	}

	#fail(error: AppError): void {
		this.#openAt = Date.now() + this.#pause;
		this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
		this.#onFailure(error);
	}
}
