import { AppError } from '#lib/model/errors.ts';
import { TimeZone } from '#lib/queries/time-zone.ts';
import type { CityLayer } from '#lib/layers/layer.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { coverageAt, isSampled, type Coverage, type CoverageAt } from './coverage-bars.ts';
import { liveRange, presetOf, replayRange, type RangeId, type TimeRange } from './time-range.ts';

const COVERAGE_EVERY_MS = 15_000;

/** What the time conductor shows of a session: the range of its axis, and which layers have data when. */
export class Conductor {
	readonly zone: TimeZone;
	#rangeId = $state<RangeId>('h1');
	#coverage = $state.raw<ReadonlyMap<string, Coverage>>(new Map());
	/** Why there is no coverage; the last one known stays. */
	coverageError = $state.raw<AppError | undefined>();
	/** Layer whose rows are the histogram, when somebody chose one. */
	#chosen = $state<string | undefined>();
	readonly #session: CitySession;
	/** The axis as it was drawn last: it holds still under the play head. */
	#last: TimeRange | undefined;

	constructor(session: CitySession) {
		this.#session = session;
		this.zone = new TimeZone(session.city.timezone);
	}

	/** Stretch of time that the axis shows. */
	readonly range: TimeRange = $derived.by(() => {
		const { clock, now, shownTime } = this.#session;
		this.#last = clock.replaying
			? replayRange(this.#rangeId, shownTime, now, this.zone, this.#last)
			: liveRange(this.#rangeId, now, this.zone);
		return this.#last;
	});
	/** Layers on the map that have a time. */
	readonly layers: readonly CityLayer[] = $derived.by(() =>
		this.#session.layers.filter(({ id, stream }) => stream !== undefined && this.#session.view.shows(id))
	);
	/** Layer of the histogram: the chosen one, else the first that keeps rows. */
	readonly histogram: CityLayer | undefined = $derived.by(() => {
		const counted = this.layers.filter((layer) => {
			const coverage = this.coverageOf(layer);
			return coverage && !isSampled(coverage) && coverage.hours.length > 0;
		});
		return counted.find(({ id }) => id === this.#chosen) ?? counted[0];
	});

	get rangeId(): RangeId {
		return this.#rangeId;
	}
	set rangeId(id: RangeId) {
		this.#last = undefined;
		this.#rangeId = id;
	}
	/** One press of the step keys; the big step is ten of them. */
	get step(): number {
		return presetOf(this.#rangeId).step;
	}
	get snap(): number {
		return presetOf(this.#rangeId).snap;
	}
	choose(layer: string): void {
		this.#chosen = layer;
	}

	coverageOf({ stream }: CityLayer): Coverage | undefined {
		return stream === undefined ? undefined : this.#coverage.get(stream);
	}
	/** What a layer has at the instant shown; undefined while that is not known. */
	coverageNow(layer: CityLayer): CoverageAt | undefined {
		const coverage = this.coverageOf(layer);
		// What is fresh enough to be shown is covered, whenever coverage was last asked for.
		const slack = Math.max(this.#session.status(layer)?.staleAfter ?? 0, 2 * COVERAGE_EVERY_MS);
		return coverage && coverageAt(coverage, this.#session.shownTime, slack);
	}

	/** Keeps the coverage fresh; returns what ends it. */
	watch(): () => void {
		const stop = new AbortController();
		const load = () =>
			void fetch('/api/history/coverage', { signal: stop.signal })
				.then(async (response) => {
					if (!response.ok)
						throw new AppError('NO_HISTORY', { message: `HTTP ${response.status}`, status: response.status });
					const list = (await response.json()) as readonly Coverage[]; // our own server's reply
					this.#coverage = new Map(list.map((one) => [one.layer, one]));
					this.coverageError = undefined;
				})
				.catch((thrown: unknown) => {
					if (!stop.signal.aborted) this.coverageError = AppError.from(thrown);
				});
		load();
		const timer = setInterval(load, COVERAGE_EVERY_MS);
		return () => {
			stop.abort();
			clearInterval(timer);
		};
	}
}
