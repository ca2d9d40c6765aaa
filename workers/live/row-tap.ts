import { STEP_HEADER } from '#lib/model/history.ts';
import type { LiveRowsMessage } from '#lib/model/live-rows.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { columnOf, type Frame } from '#lib/model/wire/frame.ts';
import { timesOf } from '#lib/model/wire/rows.ts';
import type { Dictionary } from './dictionary.ts';
import type { LiveHttp } from './http.ts';
import { TappedRows, type Observations } from './tapped-rows.ts';
import { receivedBy, rowsBetween, windowRows, type WindowRows } from './window-rows.ts';

/** Rows whose entity has no name yet wait so long for it, and it is looked for so often. */
const HELD: Milliseconds = 3000;
const LOOK_EVERY: Milliseconds = 250;
/** What is read of history; where that has more rows than are sent whole, a sixth of it, and a sixth of that. */
const SEEDS: readonly Milliseconds[] = [3_600_000, 600_000, 100_000];
const SEED_WITHIN: Milliseconds = 10_000;
/** Rows of history that were received within so long are one batch. */
const SEED_BATCH: Milliseconds = 60_000;

export interface RowTapOptions {
	readonly layer: string;
	readonly port: MessagePort;
	readonly http: LiveHttp;
	readonly info: () => LayerInfo | undefined;
	readonly dictionary: () => Dictionary | undefined;
	readonly serverNow: () => EpochMs;
}

/**
 * Sends on the observations of a layer's entities: the last hour's out of history, then those that come. What the
 * server says again of an entity, without a newer time, is no observation.
 */
export class RowTap {
	readonly #options: RowTapOptions;
	/** Of the beginning under way or made; another one makes it void. */
	#stop = new AbortController();
	#isBegun = false;
	/** History waits for names. */
	#isBeginning = false;
	#rows: TappedRows | undefined;
	/** Came while history was read. */
	#early: (readonly [EpochMs, readonly Frame[]])[] = [];
	/** Have names yet to come. */
	readonly #nameless: { readonly rows: Observations; readonly since: number }[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(options: RowTapOptions) {
		this.#options = options;
		this.begin();
	}

	/** Begins anew as soon as the layer is known: rows mean other things, or everything known is void. */
	begin(): void {
		this.#stop.abort();
		this.#stop = new AbortController();
		this.#rows = undefined;
		this.#early = [];
		this.#nameless.length = 0;
		this.#isBeginning = false;
		const info = this.#options.info();
		this.#isBegun = info !== undefined;
		if (info) void this.#seed(info, this.#stop.signal);
	}

	/** What the server says of the layer is known now, or is another. */
	informed(): void {
		if (!this.#isBegun) this.begin();
	}

	/** Takes rows of the layer that the server sent. */
	take(frames: readonly Frame[]): void {
		const arrived = this.#options.serverNow();
		if (!this.#rows) this.#early.push([arrived, frames]);
		else this.#add(this.#rows, arrived, frames);
	}

	close(): void {
		this.#stop.abort();
		clearTimeout(this.#timer);
		this.#options.port.close();
	}

	async #seed(info: LayerInfo, signal: AbortSignal): Promise<void> {
		const metrics = info.metrics.map(({ name }) => name);
		// A function of time has no history of its own; without one, charts begin with what comes.
		const seed = info.sampled ? undefined : await this.#history(metrics, signal).catch(() => undefined);
		if (signal.aborted) return;
		const rows = new TappedRows(metrics, info.statuses);
		this.#rows = rows;
		this.#post({ kind: 'columns', columns: rows.columns });
		if (seed) this.#addHistory(rows, seed);
		if (this.#nameless.length === 0) this.#post({ kind: 'begun' });
		else this.#isBeginning = true;
		for (const [arrived, frames] of this.#early.splice(0)) this.#add(rows, arrived, frames);
	}

	/** The rows received lately, as far back as history sends them whole. */
	async #history(metrics: readonly string[], stop: AbortSignal): Promise<WindowRows | undefined> {
		const { http, layer, serverNow } = this.#options;
		const signal = AbortSignal.any([stop, AbortSignal.timeout(SEED_WITHIN)]);
		const to = Math.ceil(serverNow());
		for (const length of SEEDS) {
			const reply = await http.get(
				'/api/history/window',
				{ layer, from: to - length, to, by: 'received' },
				signal
			);
			const bytes = new Uint8Array(await reply.arrayBuffer());
			if (Number(reply.headers.get(STEP_HEADER) ?? 0) === 0) return windowRows(bytes, metrics);
		}
		return undefined;
	}

	#addHistory(rows: TappedRows, seed: WindowRows): void {
		for (let from = 0; from < seed.count;) {
			const arrived = seed.received[from]! + SEED_BATCH;
			const to = receivedBy(seed, arrived);
			const part = rowsBetween(seed, from, to);
			const times = columnOf(part, 'ts') ?? new Float64Array(to - from).fill(NaN); // a window has times
			this.#queue(rows.take(part, times, { arrived: seed.received[to - 1]!, isHistory: true }));
			from = to;
		}
		this.#send();
	}

	#add(rows: TappedRows, arrived: EpochMs, frames: readonly Frame[]): void {
		for (const frame of frames)
			if (frame.count > 0) this.#queue(rows.take(frame, timesOf(frame), { arrived, isHistory: false }));
		this.#send();
	}

	#queue(rows: Observations | undefined): void {
		if (rows) this.#nameless.push({ rows, since: performance.now() });
	}

	/** Sends what has its names, in order. */
	#send(): void {
		clearTimeout(this.#timer);
		const dictionary = this.#options.dictionary();
		const nameless = (idx: number) => `${this.#options.layer} ${idx}`;
		const entityOf = (idx: number) => dictionary?.entity(idx) ?? { urn: nameless(idx), title: nameless(idx) };
		for (let [first] = this.#nameless; first; [first] = this.#nameless) {
			const isNamed = first.rows.newest < (dictionary?.size ?? 0);
			if (!isNamed && performance.now() - first.since < HELD) {
				this.#timer = setTimeout(() => this.#send(), LOOK_EVERY);
				return;
			}
			this.#nameless.shift();
			const batch = this.#rows?.name(first.rows, entityOf);
			if (batch) this.#post({ kind: 'rows', batch });
		}
		if (this.#isBeginning) this.#post({ kind: 'begun' });
		this.#isBeginning = false;
	}

	#post(message: LiveRowsMessage): void {
		const buffers =
			message.kind === 'rows' ? Object.values(message.batch.columns).map(({ buffer }) => buffer) : [];
		this.#options.port.postMessage(message, buffers as ArrayBuffer[]); // made by `take`, of this message only
	}
}
