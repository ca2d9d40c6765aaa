import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** Requests that a client may make at once, and a second from then on; acknowledgements and times are free. */
export const REQUESTS_AT_ONCE = 200;
export const REQUESTS_PER_SECOND = 50;

/** What one client may still ask for: each request can cost a pass over a layer. */
export class Allowance {
	#left = REQUESTS_AT_ONCE;
	#at: EpochMs | undefined;

	/** Takes one; OVERLOADED when there is none left. */
	take(now: EpochMs): void {
		const since = Math.max(0, now - (this.#at ?? now));
		this.#at = now;
		this.#left = Math.min(REQUESTS_AT_ONCE, this.#left + (since / 1000) * REQUESTS_PER_SECOND);
		if (this.#left < 1)
			throw new AppError('OVERLOADED', {
				message: `At most ${REQUESTS_PER_SECOND} requests a second: wait a moment.`
			});
		this.#left--;
	}
}
