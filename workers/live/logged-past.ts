import { AppError, type SerialisedError } from '#lib/model/errors.ts';
import type { HistoryCoverage } from '#lib/model/history.ts';
import type { LatestState } from '#lib/model/latest-state.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { EntityStore } from './entity-store.ts';
import type { Past, Speed } from './past.ts';
import { AGAIN_AFTER, PastWindow, fetchState, type HistoryAsk } from './past-window.ts';
import { receivedBy, rowsBetween } from './window-rows.ts';

const MINUTE: Milliseconds = 60_000;
const HOUR: Milliseconds = 60 * MINUTE;
/** Rows of a window: some 20 MB with a few metrics, and four windows are kept. */
const MOST_ROWS = 400_000;
const SHORTEST: Milliseconds = 5000;
/** Windows fetched ahead of the one shown. */
const AHEAD = 2;

/** How the past is cut up at a speed: some twenty seconds of watching a window; `step` 0: every row. */
interface Cut {
	readonly upTo: Speed;
	readonly length: Milliseconds;
	readonly step: Milliseconds;
	readonly segment: Milliseconds;
}
const CUTS: readonly Cut[] = [
	{ upTo: 1, length: MINUTE, step: 0, segment: 250 },
	{ upTo: 10, length: 5 * MINUTE, step: 0, segment: 2000 },
	{ upTo: 60, length: 20 * MINUTE, step: 0, segment: 15_000 },
	{ upTo: 120, length: HOUR, step: 30_000, segment: 30_000 },
	{ upTo: 300, length: 2 * HOUR, step: MINUTE, segment: MINUTE },
	{ upTo: 600, length: 4 * HOUR, step: 2 * MINUTE, segment: 2 * MINUTE },
	{ upTo: 1800, length: 12 * HOUR, step: 6 * MINUTE, segment: 6 * MINUTE },
	{ upTo: Infinity, length: 24 * HOUR, step: 15 * MINUTE, segment: 15 * MINUTE }
];
interface Point {
	readonly at: EpochMs;
	readonly abort: AbortController;
	state?: LatestState;
	failure?: SerialisedError;
	failedAt?: number;
}
const cutOf = (speed: Speed): Cut => CUTS.find(({ upTo }) => Math.abs(speed) <= upTo)!; // the last takes all

/**
 * The past of a layer out of history: a first state, and the rows that were received since, folded by the rule
 * that the hub has (latest-state.ts). What is shown at an instant is what was known then.
 */
export class LoggedPast implements Past {
	readonly store: EntityStore;
	readonly #ask: HistoryAsk;
	readonly #changed: () => void;
	#cut: Cut = cutOf(0);
	/** Length of a window: the cut's, or a part of it where rows are dense. */
	#length: Milliseconds = cutOf(0).length;
	/** By number on the grid of `#length`. */
	readonly #windows = new Map<number, PastWindow>();
	/** The state that the store shows, at `#at`. */
	#state: LatestState | undefined;
	#at: EpochMs = NaN;
	/** Every row up to `#at` was folded, not the last of a step alone. */
	#exact = true;
	/** The state that was jumped to. */
	#point: Point | undefined;
	#failure: SerialisedError | undefined;

	readonly #stop = new AbortController();
	#coverage: HistoryCoverage | undefined;

	constructor(store: EntityStore, ask: Omit<HistoryAsk, 'versionOf'>, changed: () => void) {
		this.store = store;
		this.#ask = {
			...ask,
			versionOf: (to) =>
				this.#coverage && to <= this.#coverage.sealedTo ? this.#coverage.version : undefined
		};
		this.#changed = changed;
		void this.#readCoverage();
	}

	get failure(): SerialisedError | undefined {
		return this.#failure;
	}
	get newestAt(): EpochMs | undefined {
		return this.#state?.newestAt;
	}
	readonly info = undefined;

	segment(speed: Speed): Milliseconds {
		return cutOf(speed).segment;
	}

	bring(at: EpochMs, speed: Speed): 'there' | 'coming' | 'failed' {
		if (speed !== 0) this.#prepare(at, speed);
		// Where the clock stands every row counts, and rows by steps are not all rows.
		const rowsWill = speed !== 0 || this.#cut.step === 0;
		if (this.#state && this.#at === at && (this.#exact || speed !== 0)) return this.#there();
		if ((rowsWill && (this.#foldTo(at) || this.#rebaseTo(at))) || this.#takePoint(at)) return this.#there();
		const window = speed === 0 ? undefined : this.#windows.get(this.#number(at));
		if (!this.#state || speed === 0) this.#askPoint(at);
		// Running into a window whose way from here is not known: it needs a state of its own.
		else if (speed < 0 || this.#number(at) !== this.#number(this.#at)) window?.loadBase();
		this.#failure = (this.#point?.at === at ? this.#point.failure : undefined) ?? window?.failure;
		return this.#failure ? 'failed' : 'coming';
	}

	seek(): void {
		this.#state = undefined;
		if (this.#point?.failure) this.#point = undefined;
		for (const window of this.#windows.values()) window.retry();
	}

	saidAt(metric: number, idx: number): EpochMs | undefined {
		return this.#state?.metricAt(metric, idx);
	}

	close(): void {
		this.#stop.abort();
		this.#point?.abort.abort();
		this.#clear();
	}

	async #readCoverage(): Promise<void> {
		const { http, layer } = this.#ask;
		const read = async () => {
			const reply = await http.get('/api/history/coverage', { layer }, this.#stop.signal);
			[this.#coverage] = (await reply.json()) as readonly HistoryCoverage[]; // our own server's reply
		};
		// Without it windows are asked for all the same, and the browser asks whether those that it has still hold.
		await read().catch(() => undefined);
	}

	#there(): 'there' {
		this.#failure = undefined;
		return 'there';
	}

	#number(at: EpochMs): number {
		return Math.floor(at / this.#length);
	}

	/** Has the windows of `at` and beyond it fetched, and forgets those far from it. */
	#prepare(at: EpochMs, speed: Speed): void {
		const cut = cutOf(speed);
		if (cut !== this.#cut) this.#cutAnew(cut, cut.length);
		else if (this.#isDense) this.#cutAnew(cut, this.#length / 2);
		const here = this.#number(at);
		const way = Math.sign(speed);
		for (const [number, window] of this.#windows)
			if ((number - here) * way > AHEAD || (number - here) * way < -1) {
				window.close();
				this.#windows.delete(number);
			}
		for (let ahead = 0; ahead <= AHEAD; ahead++) {
			const number = here + way * ahead;
			const from = number * this.#length;
			if (from > this.#ask.serverNow()) break;
			let window = this.#windows.get(number);
			if (!window)
				this.#windows.set(
					number,
					(window = new PastWindow(this.#ask, { from, length: this.#length, step: cut.step }, this.#changed))
				);
			window.load(way > 0 ? at + 2 * cut.segment : at);
			if (speed < 0) window.loadBase();
		}
	}

	/** Goes on from the state shown; false when rows on the way are missing. */
	#foldTo(at: EpochMs): boolean {
		const state = this.#state;
		if (!state || !(this.#at <= at)) return false;
		const [first, last] = [this.#number(this.#at), this.#number(at)];
		const way: PastWindow[] = [];
		for (let number = first; number <= last; number++) {
			const window = this.#windows.get(number);
			if (!window?.rows || window.until < Math.min(at, window.to)) return false;
			way.push(window);
		}
		const touched = new Set<number>();
		for (const window of way) {
			// Kept for the way back.
			if (window.from > this.#at) window.base ??= state.clone();
			this.#fold(state, window, this.#at, at, touched);
		}
		this.store.showState(state, touched);
		this.#at = at;
		this.#exact &&= this.#cut.step === 0;
		return true;
	}

	/** Starts from the state before the window; false when that or its rows are missing. */
	#rebaseTo(at: EpochMs): boolean {
		const window = this.#windows.get(this.#number(at));
		if (!window?.rows || !window.base || window.until < at) return false;
		const state = window.base.clone();
		this.#fold(state, window, -Infinity, at);
		this.#show(state, at);
		this.#exact = this.#cut.step === 0;
		return true;
	}

	#takePoint(at: EpochMs): boolean {
		const state = this.#point?.at === at ? this.#point.state : undefined;
		if (!state) return false;
		this.#show(state.clone(), at);
		this.#exact = true;
		return true;
	}

	#show(state: LatestState, at: EpochMs): void {
		this.#state = state;
		this.#at = at;
		this.store.showState(state);
	}

	/** Folds the rows of a window that were received after `from`, up to `to`. */
	#fold(state: LatestState, { rows }: PastWindow, from: EpochMs, to: EpochMs, touched?: Set<number>): void {
		if (!rows) return;
		const [first, end] = [receivedBy(rows, from), receivedBy(rows, to)];
		if (end > first) state.apply(rowsBetween(rows, first, end), (idx) => touched?.add(idx));
	}

	#askPoint(at: EpochMs): void {
		const known = this.#point;
		if (known?.at === at && (known.failedAt === undefined || Date.now() - known.failedAt < AGAIN_AFTER))
			return;
		known?.abort.abort();
		const point: Point = { at, abort: new AbortController() };
		this.#point = point;
		fetchState(this.#ask, at, point.abort.signal)
			.then((state) => (point.state = state))
			.catch((thrown: unknown) => {
				point.failure = AppError.from(thrown).toJSON();
				point.failedAt = Date.now();
			})
			.finally(() => {
				if (this.#point === point) this.#changed();
			});
	}

	/** A window has more rows than one should, and can be made shorter. */
	get #isDense(): boolean {
		const half = this.#length / 2;
		// Steps count from a window's start: windows begin where steps do.
		if (half < SHORTEST || (this.#cut.step > 0 && half % this.#cut.step !== 0)) return false;
		for (const { rows, isCoarse } of this.#windows.values())
			if (isCoarse || (rows && rows.count > MOST_ROWS)) return true;
		return false;
	}

	#cutAnew(cut: Cut, length: Milliseconds): void {
		this.#clear();
		this.#cut = cut;
		this.#length = length;
	}

	#clear(): void {
		for (const window of this.#windows.values()) window.close();
		this.#windows.clear();
	}
}
