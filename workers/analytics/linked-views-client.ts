import { MOST_FILTERS, tooManyFilters } from '#lib/queries/cubes/filter-bits.ts';
import { AppError } from '#lib/model/errors.ts';
import { sliceCube, type Cube, type Stretch } from '#lib/queries/cubes/cube.ts';
import { resolveFilter, type ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { Totals } from '#lib/queries/cubes/linked-views.ts';
import type { LiveAnswer } from '#lib/queries/cubes/live/live-views.ts';
import type { ViewDefinition, ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import { connect, type Remote } from '../rpc.ts';
import type { AnalyticsApi } from './api.ts';
import type { OpenedViews } from './contract.ts';
import { latestOnly } from './latest-only.ts';

/** Counts of every view; each array has one more entry than `layout.count`: rows without a value. */
export type ViewTotals = Totals;

/** One move of a brush: counts of every other view. */
export interface BrushAnswer extends Totals {
	/** The brush as the bins hold it: a range is snapped to brush steps. */
	readonly applied: ViewFilter;
}

/** A brush under way on one view. Moves are answered on this thread, from the cube, in microseconds. */
export interface Brush {
	readonly view: string;
	move(filter: ViewFilter): BrushAnswer;
	/** Rows that pass the brush and every filter; undefined when a later call overtook this one. */
	mask(): Promise<Uint8Array | undefined>;
	/** Live rows: urns of the entities that passing rows are of; undefined when a later call overtook this one. */
	entities(): Promise<readonly string[] | undefined>;
	/** Makes the last move the view's filter. */
	commit(): Promise<ViewTotals>;
}

/** Hears of live rows that came or went: counts under the filters as they are set, axes, and how many rows there are. */
export type GrownListener = (totals: ViewTotals, layouts: readonly ViewLayout[], rows: number) => void;

/** Hears why views could not be opened again by another worker: they answer nothing any more. */
export type LostListener = (reason: AppError) => void;

/** What is charted, so that another worker can open it again. */
export interface ViewsRequest {
	readonly dataset: string;
	readonly definitions: readonly ViewDefinition[];
	readonly signal?: AbortSignal;
	readonly onClose?: (views: LinkedViewsClient) => void;
}

/** The column of live rows that names what each is of. */
const ENTITY = 'entity';

/** Charts over one dataset that filter each other, each all but itself. */
export class LinkedViewsClient {
	readonly #request: ViewsRequest;
	#api: Remote<AnalyticsApi>;
	#id = 0;
	#rows = 0;
	#layouts: readonly ViewLayout[] = [];
	#totals: ViewTotals = { selected: 0, counts: {} };
	#all: ViewTotals = { selected: 0, counts: {} };
	#filters: ReadonlyMap<string, ViewFilter> = new Map();
	readonly #listeners = new Set<GrownListener>();
	readonly #lostListeners = new Set<LostListener>();
	readonly #latestMask = latestOnly<Uint8Array>();
	readonly #latestEntities = latestOnly<readonly string[]>();
	/** Rows come and go. */
	#isLive = false;
	/** The brush under way over live rows: its view, and what answers it now. */
	#brushed: { readonly view: string; cube: Cube } | undefined;
	/** Calls that change something wait for a move to another worker. */
	#moving: Promise<void> = Promise.resolve();
	#turn = 0;
	#isClosed = false;

	private constructor(api: Remote<AnalyticsApi>, request: ViewsRequest) {
		this.#api = api;
		this.#request = request;
	}

	static async open(api: Remote<AnalyticsApi>, request: ViewsRequest): Promise<LinkedViewsClient> {
		const views = new LinkedViewsClient(api, request);
		await views.#open(api);
		return views;
	}

	get rows(): number {
		return this.#rows;
	}
	get layouts(): readonly ViewLayout[] {
		return this.#layouts;
	}

	/** Counts under the filters as they are set (brushes under way not counted). */
	get totals(): ViewTotals {
		return this.#totals;
	}
	/** Counts whatever the filters. */
	get all(): ViewTotals {
		return this.#all;
	}

	/** The filters that are set, by view. */
	get filters(): ReadonlyMap<string, ViewFilter> {
		return this.#filters;
	}

	/** Live rows: hears ten times a second at most that some came or went. A brush under way is to be moved again then. Returns what ends it. */
	onGrown(listener: GrownListener): () => void {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}

	/** Hears it when these views are lost. Returns what ends it. */
	onLost(listener: LostListener): () => void {
		this.#lostListeners.add(listener);
		return () => void this.#lostListeners.delete(listener);
	}

	/** Sets, or without `filter` removes, the filter of one view; answers all counts. */
	setFilter(view: string, filter?: ViewFilter): Promise<ViewTotals> {
		return this.#setFilter(this.layout(view), filter);
	}

	/** Builds the cube for brushing `view`. It holds until another view's filter changes; over live rows, as long as it lasts. */
	async brushStart(view: string): Promise<Brush> {
		const cubeOf = this.#isLive ? await this.#brushLive(view) : await this.#brushFixed(view);
		const own = this.#totals.counts[view] ?? new Uint32Array(this.layout(view).count + 1);
		let last: { readonly filter: ViewFilter; readonly layout: ViewLayout } | undefined;
		let stretches: readonly Stretch[] = [];
		return {
			view,
			move: (filter) => {
				const layout = this.layout(view);
				const { allowed, applied } = resolveFilter(layout, filter);
				if (!('stretches' in allowed)) throw new TypeError('a map is filtered, not brushed');
				last = { filter: applied, layout };
				({ stretches } = allowed);
				const cube = cubeOf();
				const { selected, counts } = sliceCube(cube, stretches);
				const byView: Record<string, Uint32Array> = {
					[view]: this.#isLive ? (this.#totals.counts[view] ?? own) : own
				};
				cube.views.forEach(({ id }, index) => (byView[id] = counts[index] as Uint32Array));
				return { selected, counts: byView, applied };
			},
			mask: () =>
				this.#latestMask(() =>
					this.#isLive
						? this.#api.liveMask(this.#id, last)
						: this.#api.mask(this.#id, { id: view, stretches })
				),
			entities: () => this.#latestEntities(() => this.#api.liveTexts(this.#id, ENTITY, last)),
			commit: async () => {
				if (this.#brushed?.view === view) this.#brushed = undefined;
				const totals = this.#setFilter(last?.layout ?? this.layout(view), last?.filter);
				if (this.#isLive) await this.#api.brushLive(this.#id, undefined).catch(() => undefined); // the next call says what is wrong
				return totals;
			}
		};
	}

	/** 1 for every row that passes all filters; undefined when a later call overtook this one. */
	mask(): Promise<Uint8Array | undefined> {
		return this.#latestMask(() => (this.#isLive ? this.#api.liveMask(this.#id) : this.#api.mask(this.#id)));
	}

	/** Live rows: urns of the entities that rows passing all filters are of; undefined when a later call overtook this one. */
	entities(): Promise<readonly string[] | undefined> {
		return this.#latestEntities(() => this.#api.liveTexts(this.#id, ENTITY));
	}

	layout(view: string): ViewLayout {
		const layout = this.layouts.find(({ definition }) => definition.id === view);
		if (!layout) throw new RangeError(`no view ${view}`);
		return layout;
	}

	/**
	 * Goes on with another worker, which has or gets the same rows; nobody notices. When it cannot, these views are lost,
	 * and only they. `ready`: when that worker has the live rows.
	 */
	moveTo(api: Remote<AnalyticsApi>, ready: Promise<void>): Promise<void> {
		this.#moving = ready
			.then(() => this.#move(api))
			.catch((thrown: unknown) => this.#lose(AppError.from(thrown)));
		return this.#moving;
	}

	close(): void {
		this.#isClosed = true;
		this.#request.onClose?.(this);
		void this.#api.closeViews(this.#id).catch(() => undefined); // the worker may be gone already
	}

	async #open(api: Remote<AnalyticsApi>): Promise<void> {
		const { dataset, definitions, signal } = this.#request;
		const said = this.#layouts.flatMap((layout) => {
			const filter = this.#filters.get(layout.definition.id);
			return filter ? [{ filter, layout }] : [];
		});
		let isUsed = false;
		const early: LiveAnswer[] = [];
		const onGrown = (answer: unknown) => {
			// Across the channel the callback receives the answer itself: the wrapping only says what to move.
			if (isUsed) this.#hear(answer as LiveAnswer);
			else early.push(answer as LiveAnswer);
		};
		const opened = await api.openViews(dataset, definitions, signal, onGrown, said);
		this.#isLive = opened.live !== undefined;
		if (!opened.live) return this.#useFixed(api, opened);
		this.#use(api, opened.id);
		isUsed = true;
		for (const answer of [opened.live, ...early]) this.#hear(answer);
		if (this.#brushed) this.#hear(await api.brushLive(opened.id, this.#brushed.view));
	}

	#use(api: Remote<AnalyticsApi>, id: number): void {
		this.#api = api;
		this.#id = id;
		// It may have been closed while it was opened again.
		if (this.#isClosed) void api.closeViews(id).catch(() => undefined);
	}

	/** Uses views over rows that stay, once their filters are those that are set here; they may change meanwhile. */
	async #useFixed(api: Remote<AnalyticsApi>, { id, rows, layouts, totals }: OpenedViews): Promise<void> {
		if (this.#layouts.length === 0) {
			this.#rows = rows;
			this.#layouts = layouts;
			this.#all = this.#totals = totals;
		}
		const held = new Map<string, ViewFilter>();
		for (;;) {
			const views = new Set([...held.keys(), ...this.#filters.keys()]);
			const other = [...views].find((view) => held.get(view) !== this.#filters.get(view));
			if (other === undefined) return this.#use(api, id);
			const filter = this.#filters.get(other);
			if (filter) held.set(other, filter);
			else held.delete(other);
			await api.setFilter(id, other, filter && resolveFilter(this.layout(other), filter).allowed);
		}
	}

	async #move(api: Remote<AnalyticsApi>): Promise<void> {
		if (!this.#isClosed) await this.#open(api);
	}

	#lose(reason: AppError): void {
		if (this.#isClosed) return;
		const none = connect<AnalyticsApi>({ postMessage: () => undefined, addEventListener: () => undefined });
		none.fail(reason);
		this.#api = none;
		this.#request.onClose?.(this);
		for (const listener of this.#lostListeners) listener(reason);
	}

	#hear({ rows, layouts, totals, all, filters, cube }: LiveAnswer): void {
		this.#rows = rows;
		this.#layouts = layouts;
		this.#totals = totals;
		this.#all = all;
		this.#filters = new Map(Object.entries(filters));
		if (cube && this.#brushed?.view === cube.active) this.#brushed.cube = cube;
		for (const listener of this.#listeners) listener(totals, layouts, rows);
	}

	async #setFilter(layout: ViewLayout, filter: ViewFilter | undefined): Promise<ViewTotals> {
		const view = layout.definition.id;
		const resolved = filter && resolveFilter(layout, filter);
		const filters = new Map(this.#filters);
		if (resolved && !filters.has(view) && filters.size >= MOST_FILTERS) throw tooManyFilters();
		if (resolved) filters.set(view, resolved.applied);
		else filters.delete(view);
		this.#filters = filters;
		if (this.#isLive) {
			await this.#moving;
			this.#hear(await this.#api.setLiveFilter(this.#id, resolved?.applied, layout));
			return this.#totals;
		}
		const turn = ++this.#turn;
		const totals = await this.#api.setFilter(this.#id, view, resolved?.allowed);
		if (turn === this.#turn) this.#totals = totals;
		return totals;
	}

	async #brushFixed(view: string): Promise<() => Cube> {
		const cube = await this.#api.cube(this.#id, view);
		return () => cube;
	}

	async #brushLive(view: string): Promise<() => Cube> {
		await this.#moving;
		const answer = await this.#api.brushLive(this.#id, view);
		const { cube } = answer;
		if (!cube) throw new RangeError(`no view ${view}`);
		const brushed = { view, cube };
		this.#brushed = brushed;
		this.#hear(answer);
		return () => brushed.cube;
	}
}
