import type { DatasetOf } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { BBox } from '#lib/model/geometry.ts';
import type { Filter } from '#lib/model/view-spec.ts';
import type { ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { ViewDefinition, ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import type { Brush, LinkedViewsClient, ViewTotals } from '#workers/analytics/client.ts';
import type { CitySession } from '../map/session.svelte.ts';

/** The view that holds rows to the map's picture. */
export const MAP_VIEW = 'map';
const TOP_CATEGORIES = 6;
const MOST_CHARTS = 4;

/** Which charts a dataset gets: time, categories, hour of the day, numbers; four of them and the map. */
export function chartsOf(dataset: DatasetOf<'points'>): ViewDefinition[] {
	const timed = dataset.span !== undefined;
	const categories = dataset.columns.filter(({ kind }) => kind === 'category');
	const numbers = dataset.columns.filter(({ kind }) => kind === 'number');
	const charts: ViewDefinition[] = [
		...(timed ? [{ id: 't', kind: 'time' as const, column: 't', bins: 60 }] : []),
		...categories
			.slice(0, 1)
			.map(({ name }) => ({ id: name, kind: 'category' as const, column: name, top: TOP_CATEGORIES })),
		...(timed ? [{ id: 'hour', kind: 'hourOfDay' as const }] : []),
		...numbers.slice(0, 1).map(({ name }) => ({ id: name, kind: 'number' as const, column: name, bins: 20 })),
		...categories
			.slice(1)
			.map(({ name }) => ({ id: name, kind: 'category' as const, column: name, top: TOP_CATEGORIES }))
	];
	return [...charts.slice(0, MOST_CHARTS), { id: MAP_VIEW, kind: 'map' }];
}

interface BrushUnderWay {
	readonly view: string;
	readonly ready: Promise<Brush>;
	brush?: Brush;
	/** Asked for while the cube was being built. */
	pending?: ViewFilter;
}

/** Linked charts of one points dataset: counts, brushes, and the mask that the map follows. */
export class LinkedCharts {
	state = $state<'loading' | 'ready' | 'failed'>('loading');
	error = $state.raw<AppError | undefined>();
	layouts = $state.raw<readonly ViewLayout[]>([]);
	/** Counts without any filter: the outlines. */
	all = $state.raw<ViewTotals>({ selected: 0, counts: {} });
	/** Counts under the filters and the brush under way: the solid bars. */
	now = $state.raw<ViewTotals>({ selected: 0, counts: {} });
	/** Filters as the charts draw them, brush included. */
	filters = $state.raw<ReadonlyMap<string, ViewFilter>>(new Map());
	rows = $state(0);
	readonly dataset: DatasetOf<'points'>;
	readonly #session: CitySession;
	#views: LinkedViewsClient | undefined;
	#brush: BrushUnderWay | undefined;
	#closed = false;

	constructor(session: CitySession, dataset: DatasetOf<'points'>) {
		this.#session = session;
		this.dataset = dataset;
	}

	async open(): Promise<void> {
		this.state = 'loading';
		try {
			const analytics = await this.#session.analytics();
			const views = await analytics.openViews(this.dataset.id, chartsOf(this.dataset));
			if (this.#closed) return views.close();
			this.#views = views;
			this.layouts = views.layouts.filter(({ definition }) => definition.kind !== 'map');
			this.rows = views.rows;
			this.all = this.now = views.totals;
			this.state = 'ready';
			for (const filter of this.#session.view.spec.filters) await this.#restore(filter);
			await this.#publish();
		} catch (thrown) {
			if (this.#closed) return;
			this.error = AppError.from(thrown);
			this.state = 'failed';
		}
	}

	/** A move of a brush: counts follow at once; the map follows as fast as it can. */
	brush(view: string, filter: ViewFilter): void {
		if (!this.#views) return;
		if (this.#brush?.view !== view) {
			const ready = this.#views.brushStart(view);
			const entry: BrushUnderWay = { view, ready, pending: filter };
			this.#brush = entry;
			this.filters = new Map(this.filters).set(view, filter);
			ready.then(
				(brush) => {
					entry.brush = brush;
					if (entry.pending) this.#move(brush, entry.pending);
				},
				(thrown: unknown) => this.#fail(thrown)
			);
		} else if (this.#brush.brush) this.#move(this.#brush.brush, filter);
		else this.#brush.pending = filter;
	}

	/** The brush is let go: it becomes the view's filter and goes into the link. */
	async endBrush(): Promise<void> {
		const under = this.#brush;
		if (!under) return;
		this.#brush = undefined;
		try {
			const brush = await under.ready;
			this.now = await brush.commit();
			await this.#publish();
			this.#writeLink(under.view);
		} catch (thrown) {
			this.#fail(thrown);
		}
	}

	/** Sets or removes the filter of one chart. */
	async setFilter(view: string, filter: ViewFilter | undefined): Promise<void> {
		if (!this.#views) return;
		this.#brush = undefined;
		try {
			this.now = await this.#views.setFilter(view, filter);
			await this.#publish();
			this.#writeLink(view);
		} catch (thrown) {
			this.#fail(thrown);
		}
	}

	/** Adds a bar to the filter of a chart of categories, or takes it out. */
	toggleBin(view: string, bin: number): Promise<void> {
		const held = this.filters.get(view);
		const bins = held?.kind === 'bins' ? held.bins : [];
		const next = bins.includes(bin) ? bins.filter((one) => one !== bin) : [...bins, bin];
		return this.setFilter(view, next.length > 0 ? { kind: 'bins', bins: next } : undefined);
	}

	holdToMap(box: BBox | undefined): Promise<void> {
		return this.setFilter(MAP_VIEW, box && { kind: 'box', box });
	}

	async reset(): Promise<void> {
		for (const view of [...this.filters.keys()]) await this.setFilter(view, undefined);
	}

	close(): void {
		this.#closed = true;
		this.#views?.close();
		this.#session.setMask(this.dataset.id, undefined);
	}

	#move(brush: Brush, filter: ViewFilter): void {
		const answer = brush.move(filter);
		this.now = answer;
		this.filters = new Map(this.filters).set(brush.view, answer.applied);
		brush.mask().then(
			(mask) => {
				if (mask && !this.#closed && this.#brush?.brush === brush)
					this.#session.setMask(this.dataset.id, mask);
			},
			(thrown: unknown) => this.#fail(thrown)
		);
	}

	async #publish(): Promise<void> {
		if (!this.#views || this.#closed) return;
		this.filters = new Map(this.#views.filters);
		const mask = this.filters.size > 0 ? await this.#views.mask() : undefined;
		if (this.#closed || (this.filters.size > 0 && !mask)) return;
		this.#session.setMask(this.dataset.id, mask);
	}

	#fail(thrown: unknown): void {
		if (this.#closed) return;
		this.error = AppError.from(thrown);
		this.state = 'failed';
	}

	/** Bars stand in a link by what they say, not by number: new data may order them anew. */
	#writeLink(view: string): void {
		const { id } = this.dataset;
		const filter = this.filters.get(view);
		const layout = this.layouts.find(({ definition }) => definition.id === view);
		let written: Filter | undefined;
		if (filter?.kind === 'range')
			written = { kind: 'range', dataset: id, column: view, from: filter.from, to: filter.to };
		if (filter?.kind === 'bins' && layout)
			written = {
				kind: 'in',
				dataset: id,
				column: view,
				values: filter.bins.map((bin) => binKey(layout, bin))
			};
		if (filter?.kind === 'box') written = { kind: 'in', dataset: id, column: MAP_VIEW, values: ['view'] };
		this.#session.view.filter(id, view, written);
	}

	async #restore(filter: Filter): Promise<void> {
		if (!this.#views || filter.dataset !== this.dataset.id) return;
		const layout = this.layouts.find(({ definition }) => definition.id === filter.column);
		if (!layout) return;
		const bins =
			filter.kind === 'in'
				? filter.values.map((value) => binOfKey(layout, value)).filter((bin) => bin >= 0)
				: [];
		if (filter.kind === 'range' && !layout.edges) return;
		const asked: ViewFilter =
			filter.kind === 'range' ? { kind: 'range', from: filter.from, to: filter.to } : { kind: 'bins', bins };
		this.now = await this.#views.setFilter(filter.column, asked);
	}
}

const NONE = '@none';
const OTHERS = '@others';

/** A bar in words that a link can carry. */
export function binKey(
	{ count, others, labels }: Pick<ViewLayout, 'count' | 'others' | 'labels'>,
	bin: number
): string {
	if (bin === count) return NONE;
	if (bin === others) return OTHERS;
	return labels?.[bin] ?? String(bin);
}

/** The reverse of `binKey`; −1 when the chart has no such bar. */
export function binOfKey(
	{ count, others, labels }: Pick<ViewLayout, 'count' | 'others' | 'labels'>,
	key: string
): number {
	if (key === NONE) return count;
	if (key === OTHERS) return others ?? -1;
	if (labels) return labels.indexOf(key);
	const bin = Number(key);
	return Number.isInteger(bin) && bin >= 0 && bin < count ? bin : -1;
}
