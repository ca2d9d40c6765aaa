import { AppError, type SerialisedError } from '#lib/model/errors.ts';
import { STEP_HEADER } from '#lib/model/history.ts';
import type { LatestState } from '#lib/model/latest-state.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { stateOf } from '#lib/model/wire/state-frame.ts';
import type { LiveHttp } from './http.ts';
import { windowRows, type WindowRows } from './window-rows.ts';

/** Where the past of one logged layer is asked for. */
export interface HistoryAsk {
	readonly http: LiveHttp;
	readonly layer: string;
	/** Names of the layer's metrics by column. */
	readonly metrics: () => readonly string[];
	readonly serverNow: () => EpochMs;
	/** Says of a window that ends at `to` which version of history it is of, when it is complete: it may then be kept for ever. */
	readonly versionOf: (to: EpochMs) => string | undefined;
}

/** What is received within so long before now may not be in history yet. */
export const SETTLING: Milliseconds = 1000;
/** What failed is asked for again after so long. */
export const AGAIN_AFTER: Milliseconds = 5000;

/** The state of a layer at an instant, as it was known then. */
export async function fetchState(
	{ http, layer }: HistoryAsk,
	at: EpochMs,
	signal: AbortSignal
): Promise<LatestState> {
	const query = { layer, t: at, by: 'received', stamps: 1 };
	const reply = await http.get('/api/history/at', query, signal);
	return stateOf(decodeFrame(await reply.arrayBuffer()));
}

/** Rows of one layer received within [from, to), and the state that they change. */
export class PastWindow {
	readonly from: EpochMs;
	readonly to: EpochMs;
	rows: WindowRows | undefined;
	/** The rows are all that was received up to here. */
	until: EpochMs;
	/** The server had more rows than it sends, and chose a longer step. */
	isCoarse = false;
	/** State before the first row; only windows that are jumped to or run backwards through have it. */
	base: LatestState | undefined;
	failure: SerialisedError | undefined;
	readonly #ask: HistoryAsk;
	readonly #step: Milliseconds;
	readonly #changed: () => void;
	readonly #abort = new AbortController();
	#failedAt = 0;
	#loading = false;
	#basing = false;

	constructor(
		ask: HistoryAsk,
		{
			from,
			length,
			step
		}: { readonly from: EpochMs; readonly length: Milliseconds; readonly step: Milliseconds },
		changed: () => void
	) {
		this.#ask = ask;
		this.from = this.until = from;
		this.to = from + length;
		this.#step = step;
		this.#changed = changed;
	}

	/** Fetches the rows: the first time, and again when those up to `need` may have come since. */
	load(need: EpochMs): void {
		const newest = Math.min(this.to, this.#ask.serverNow() - SETTLING);
		const isEnough = this.rows && (this.until >= Math.min(need, this.to) || newest - this.until < SETTLING);
		if (this.#loading || isEnough || this.#rests) return;
		this.#loading = true;
		void this.#run(async (signal) => {
			const { http, layer, metrics, versionOf } = this.#ask;
			const query = {
				layer,
				from: this.from,
				to: this.to,
				by: 'received',
				step: this.#step > 0 ? this.#step : undefined,
				v: versionOf(this.to)
			};
			const reply = await http.get('/api/history/window', query, signal);
			this.rows = windowRows(new Uint8Array(await reply.arrayBuffer()), metrics());
			this.isCoarse = Number(reply.headers.get(STEP_HEADER) ?? 0) > this.#step;
			this.until = Math.max(this.from, newest);
		}).finally(() => (this.#loading = false));
	}

	/** Fetches the state before the first row. */
	loadBase(): void {
		if (this.base || this.#basing || this.#rests) return;
		this.#basing = true;
		void this.#run(async (signal) => {
			this.base = await fetchState(this.#ask, this.from, signal);
		}).finally(() => (this.#basing = false));
	}

	/** Asks at once for what failed. */
	retry(): void {
		this.failure = undefined;
	}

	close(): void {
		this.#abort.abort();
	}

	get #rests(): boolean {
		return this.failure !== undefined && Date.now() - this.#failedAt < AGAIN_AFTER;
	}

	async #run(fetch: (signal: AbortSignal) => Promise<void>): Promise<void> {
		const { signal } = this.#abort;
		try {
			await fetch(signal);
			this.failure = undefined;
		} catch (thrown) {
			this.failure = AppError.from(thrown).toJSON();
			this.#failedAt = Date.now();
		}
		// After the caller has noted that this run is over.
		if (!signal.aborted) setTimeout(this.#changed);
	}
}
