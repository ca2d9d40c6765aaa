import { staleAfterMs } from '#lib/model/live-layer.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Pause } from '#lib/server/alarms/rule-engine/pause.ts';
import { windowRows } from '#workers/live/window-rows.ts';
import type { Past } from './past.ts';

/** Shorter ones are nobody's fault. */
const SHORTEST: Milliseconds = 60_000;

/**
 * Times in which nothing at all was received, of several layers that spoke until then: the server was down, and nobody's
 * silence is meant. History does not say so itself. What one layer alone keeps silent stays its own silence.
 */
export class QuietTimes {
	readonly #past: Past;
	readonly #layers: readonly string[];
	/** So long that the quickest layer of all would have spoken several times. */
	readonly #limit: Milliseconds;
	#heardAt: EpochMs;

	constructor(past: Past, from: EpochMs) {
		const states = past.layers.filter(({ declaration }) => declaration.cls === 'state');
		this.#past = past;
		this.#layers = states.map(({ declaration }) => declaration.id);
		this.#limit = Math.max(SHORTEST, Math.min(...states.map(({ declaration }) => staleAfterMs(declaration))));
		this.#heardAt = from;
	}

	/** The quiet time that ends at an instant, at which something that is judged came or the test ends. */
	async before(at: EpochMs): Promise<Pause | undefined> {
		const from = this.#heardAt;
		this.#heardAt = Math.max(from, at);
		if (at - from < this.#limit || (await this.#speakersIn(from + 1, at)) > 0) return undefined;
		return (await this.#speakersIn(from - this.#limit, from + 1)) > 1 ? { from, to: at } : undefined;
	}

	/** Layers of which something was received in [from, to). */
	async #speakersIn(from: EpochMs, to: EpochMs): Promise<number> {
		let speakers = 0;
		for (const layer of this.#layers) {
			const { bytes } = await this.#past.window(layer, from, to);
			if (bytes.length > 0 && windowRows(bytes, []).count > 0) speakers++;
		}
		return speakers;
	}
}
