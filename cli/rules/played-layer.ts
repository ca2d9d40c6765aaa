import { LatestState } from '#lib/model/latest-state.ts';
import type { LiveEntity } from '#lib/model/live-layer.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { stateOf } from '#lib/model/wire/state-frame.ts';
import type { RuleLayer } from '#lib/server/alarms/rule-engine/rule-layer.ts';
import { rowsBetween, windowRows, type WindowRows } from '#workers/live/window-rows.ts';
import type { Past, PastLayer } from './past.ts';

/** A layer of states that is played from history, record by record. */
export class PlayedLayer implements RuleLayer {
	readonly declaration: PastLayer['declaration'];
	readonly statuses: readonly string[];
	readonly rows: LatestState;
	readonly #past: Past;
	readonly #entities: readonly LiveEntity[];
	#windows: WindowRows[] = [];
	#row = 0;

	/** As it was known at an instant. */
	static async open(past: Past, layer: PastLayer, at: EpochMs): Promise<PlayedLayer> {
		const { id } = layer.declaration;
		const [entities, frame] = await Promise.all([past.entities(id), past.state(id, at)]);
		return new PlayedLayer(past, layer, entities, frame ? stateOf(decodeFrame(frame)) : new LatestState());
	}

	private constructor(
		past: Past,
		{ declaration, statuses }: PastLayer,
		entities: readonly LiveEntity[],
		state: LatestState
	) {
		this.#past = past;
		this.declaration = declaration;
		this.statuses = statuses;
		this.#entities = entities;
		this.rows = state;
	}

	get newestAt(): EpochMs | undefined {
		return this.rows.newestAt;
	}

	metricAt(metric: number, idx: number): EpochMs | undefined {
		return this.rows.metricAt(metric, idx);
	}

	entity(idx: number): LiveEntity | undefined {
		return this.#entities[idx];
	}

	/** Fetches what was received in [from, to); what would come thinned, in shorter windows. */
	async fetch(from: EpochMs, to: EpochMs): Promise<void> {
		const { bytes, step } = await this.#past.window(this.declaration.id, from, to);
		const middle = Math.floor((from + to) / 2);
		if (step > 0 && middle > from) {
			await this.fetch(from, middle);
			return this.fetch(middle, to);
		}
		if (bytes.length > 0)
			this.#windows.push(
				windowRows(
					bytes,
					this.declaration.metrics.map(({ name }) => name)
				)
			);
	}

	/** When the next record was received; undefined at the end of what was fetched. */
	get nextAt(): EpochMs | undefined {
		for (let [first] = this.#windows; first; [first] = this.#windows) {
			if (this.#row < first.count) return first.received[this.#row];
			this.#windows.shift();
			this.#row = 0;
		}
		return undefined;
	}

	/** Takes the next record; returns its rows. */
	take(changed: (idx: number) => void): number {
		const at = this.nextAt;
		const [window] = this.#windows;
		if (at === undefined || !window) return 0;
		const first = this.#row;
		while (this.#row < window.count && window.received[this.#row] === at) this.#row++;
		this.rows.apply(rowsBetween(window, first, this.#row), changed);
		return this.#row - first;
	}
}
