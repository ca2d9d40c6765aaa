import { AppError } from '#lib/model/errors.ts';

/** So many at a time; whoever comes later waits, in order. */
export class Turns {
	readonly #waiting: (() => void)[] = [];
	readonly #mostWaiting: number;
	#free: number;
	readonly #all: number;
	#closed = false;
	#idle: (() => void) | undefined;

	constructor(atOnce: number, mostWaiting = Infinity) {
		this.#all = atOnce;
		this.#free = atOnce;
		this.#mostWaiting = mostWaiting;
	}

	/** Waits for a turn; `give` it back. Throws OVERLOADED when too many wait, ABORTED when it is closed. */
	async take(): Promise<void> {
		if (this.#free > 0) this.#free--;
		else if (this.#waiting.length >= this.#mostWaiting)
			throw new AppError('OVERLOADED', {
				message: 'Too many questions to history wait: ask again in a while.'
			});
		else await new Promise<void>((resolve) => this.#waiting.push(resolve));
		if (!this.#closed) return;
		this.give();
		throw new AppError('ABORTED', { message: 'History is being closed.' });
	}

	/** The turn goes to the next who waits. */
	give(): void {
		const next = this.#waiting.shift();
		if (next) next();
		else if (++this.#free === this.#all) this.#idle?.();
	}

	/** Gives no more turns, and waits until all are back. */
	async close(): Promise<void> {
		this.#closed = true;
		if (this.#free < this.#all) await new Promise<void>((resolve) => (this.#idle = resolve));
	}
}
