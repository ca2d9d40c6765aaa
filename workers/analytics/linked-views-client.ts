import { sliceCube, type Cube, type Stretch } from '#lib/queries/cubes/cube.ts';
import { resolveFilter, type ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { Totals } from '#lib/queries/cubes/linked-views.ts';
import type { ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import type { Remote } from '../rpc.ts';
import type { AnalyticsApi } from './api.ts';

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
	/** Makes the last move the view's filter. */
	commit(): Promise<ViewTotals>;
}

/** Charts over one dataset that filter each other, each all but itself. */
export class LinkedViewsClient {
	readonly rows: number;
	readonly layouts: readonly ViewLayout[];
	readonly #api: Remote<AnalyticsApi>;
	readonly #id: number;
	readonly #filters = new Map<string, ViewFilter>();
	readonly #latestMask = latestOnly<Uint8Array>();
	readonly #onClose: (() => void) | undefined;
	#totals: ViewTotals;

	constructor(
		api: Remote<AnalyticsApi>,
		opened: { id: number; rows: number; layouts: readonly ViewLayout[]; totals: Totals },
		onClose?: () => void
	) {
		this.#api = api;
		this.#id = opened.id;
		this.rows = opened.rows;
		this.layouts = opened.layouts;
		this.#totals = opened.totals;
		this.#onClose = onClose;
	}

	/** Counts under the filters as they are set (brushes under way not counted). */
	get totals(): ViewTotals {
		return this.#totals;
	}

	/** The filters that are set, by view. */
	get filters(): ReadonlyMap<string, ViewFilter> {
		return this.#filters;
	}

	/** Sets, or without `filter` removes, the filter of one view; answers all counts. */
	async setFilter(view: string, filter?: ViewFilter): Promise<ViewTotals> {
		const resolved = filter && resolveFilter(this.layout(view), filter);
		if (resolved) this.#filters.set(view, resolved.applied);
		else this.#filters.delete(view);
		this.#totals = await this.#api.setFilter(this.#id, view, resolved?.allowed);
		return this.#totals;
	}

	/** Builds the cube for brushing `view`. It holds until another view's filter changes. */
	async brushStart(view: string): Promise<Brush> {
		const layout = this.layout(view);
		const cube: Cube = await this.#api.cube(this.#id, view);
		const own = this.#totals.counts[view] ?? new Uint32Array(layout.count + 1);
		let last: ViewFilter | undefined;
		let stretches: readonly Stretch[] = [];
		return {
			view,
			move: (filter) => {
				const { allowed, applied } = resolveFilter(layout, filter);
				if (!('stretches' in allowed)) throw new TypeError('a map is filtered, not brushed');
				last = applied;
				({ stretches } = allowed);
				const { selected, counts } = sliceCube(cube, stretches);
				const byView: Record<string, Uint32Array> = { [view]: own };
				cube.views.forEach(({ id }, index) => (byView[id] = counts[index] as Uint32Array));
				return { selected, counts: byView, applied };
			},
			mask: () => this.#latestMask(() => this.#api.mask(this.#id, { id: view, stretches })),
			commit: () => this.setFilter(view, last)
		};
	}

	/** 1 for every row that passes all filters; undefined when a later call overtook this one. */
	mask(): Promise<Uint8Array | undefined> {
		return this.#latestMask(() => this.#api.mask(this.#id));
	}

	layout(view: string): ViewLayout {
		const layout = this.layouts.find(({ definition }) => definition.id === view);
		if (!layout) throw new RangeError(`no view ${view}`);
		return layout;
	}

	close(): void {
		this.#onClose?.();
		void this.#api.closeViews(this.#id).catch(() => undefined); // the worker may be gone already
	}
}

/** One call at a time; of those that come meanwhile only the latest is made, the others get undefined. */
function latestOnly<T>(): (call: () => Promise<T>) => Promise<T | undefined> {
	let busy = false;
	let waiting:
		| { call: () => Promise<T>; resolve: (value: T | undefined) => void; reject: (e: unknown) => void }
		| undefined;
	const run = async (call: () => Promise<T>): Promise<T> => {
		busy = true;
		try {
			return await call();
		} finally {
			busy = false;
			const next = waiting;
			waiting = undefined;
			if (next) run(next.call).then(next.resolve, next.reject);
		}
	};
	return (call) => {
		if (!busy) return run(call);
		waiting?.resolve(undefined);
		return new Promise((resolve, reject) => (waiting = { call, resolve, reject }));
	};
}
