import type { Camera } from '#lib/model/city.ts';
import { FLIGHTS_A_SECOND } from '#lib/model/wall/command.ts';
import type { Milliseconds } from '#lib/model/units.ts';

/** Flights go off so often at most. */
export const FOLLOW_EVERY: Milliseconds = 1000 / FLIGHTS_A_SECOND + 50;

/** Sends a wall after a moving camera: never two flights at once, and the last place always. */
export class Follow {
	readonly #send: (to: Camera) => Promise<void>;
	#wanted: Camera | undefined;
	#running = false;

	/** `send` flies there and answers when the server did; what it throws ends the following until the next move. */
	constructor(send: (to: Camera) => Promise<void>) {
		this.#send = send;
	}

	to(camera: Camera): void {
		this.#wanted = camera;
		if (!this.#running) void this.#run();
	}
	/** Goes nowhere any more. */
	stop(): void {
		this.#wanted = undefined;
	}

	async #run(): Promise<void> {
		this.#running = true;
		while (this.#wanted) {
			const to = this.#wanted;
			this.#wanted = undefined;
			const pause = new Promise((resolve) => setTimeout(resolve, FOLLOW_EVERY));
			await this.#send(to).catch(() => this.stop());
			await pause;
		}
		this.#running = false;
	}
}
