import { AppError } from '#lib/model/errors.ts';
import type { BBox } from '#lib/model/geometry.ts';
import type { Filter } from '#lib/model/view-spec.ts';
import type { ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { ViewDefinition, ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import type { Brush, LinkedViewsClient, ViewTotals } from '#workers/analytics/client.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { streamOf, type RowsDataset } from './chart-choice.ts';
import { IN_VIEW } from './chart-views.ts';
import { filterOfLink, linkOf, unfit } from './filter-link.ts';

const REVISE_MS = 1000;
/** The map of what is alive follows filters, a brush under way and coming rows this often. */
const HOLD_MS = 250;

interface BrushUnderWay {
	readonly view: string;
	readonly ready: Promise<Brush>;
	brush?: Brush;
	/** Where the brush is; while its cube is built, where it will be. */
	at: ViewFilter;
}

/** What the view state says of a dataset: its views, and filters by their names. */
interface Wanted {
	readonly views: readonly ViewDefinition[];
	readonly filters: readonly Filter[];
}

/** Views of one dataset that filter each other: counts, brushes, and the mask that the map follows. */
export class LinkedCharts {
	state = $state<'loading' | 'ready' | 'failed'>('loading');
	error = $state.raw<AppError | undefined>();
	layouts = $state.raw<readonly ViewLayout[]>([]);
	/** Counts without any filter: the outlines. */
	all = $state.raw<ViewTotals>({ selected: 0, counts: {} });
	/** Counts under the filters and the brush under way: the solid bars. */
	now = $state.raw<ViewTotals>({ selected: 0, counts: {} });
	/** Filters of the view that these data cannot be held to. */
	ignored = $state.raw<readonly Filter[]>([]);
	/** Filters as the charts draw them, brush included. */
	filters = $state.raw<ReadonlyMap<string, ViewFilter>>(new Map());
	rows = $state(0);
	brushing = $state(false);
	/** Counts up while rows come or go, once a second at most: what asks for rows asks again. */
	revision = $state(0);
	readonly dataset: RowsDataset;
	readonly #session: CitySession;
	#views: LinkedViewsClient | undefined;
	/** By view, what its filter is in the link: only what differs is set anew. */
	readonly #links = new Map<string, string>();
	#wanted: Wanted = { views: [], filters: [] };
	#brush: BrushUnderWay | undefined;
	#revising: ReturnType<typeof setTimeout> | undefined;
	#holding: ReturnType<typeof setTimeout> | undefined;
	#last: Promise<void> = Promise.resolve();
	#closed = false;

	constructor(session: CitySession, dataset: RowsDataset) {
		this.#session = session;
		this.dataset = dataset;
	}

	layout(view: string): ViewLayout | undefined {
		return this.layouts.find(({ definition }) => definition.id === view);
	}

	/** Makes views and filters those of the view state. */
	follow(wanted: Wanted): Promise<void> {
		this.#wanted = wanted;
		return this.#inTurn(async () => {
			if (this.#wanted !== wanted) return; // a later one comes
			const opened = await this.#open(wanted.views);
			const changed = await this.#take(wanted.filters);
			if (opened || changed) await this.#publish();
		});
	}

	/** After a failure. */
	retry(): Promise<void> {
		this.state = 'loading';
		this.#forget();
		return this.follow({ ...this.#wanted });
	}

	/** A move of a brush: counts follow at once; the map follows as fast as it can. */
	brush(view: string, filter: ViewFilter): void {
		if (!this.#views) return;
		if (this.#brush?.view !== view) {
			const ready = this.#views.brushStart(view);
			const entry: BrushUnderWay = { view, ready, at: filter };
			this.#brush = entry;
			this.brushing = true;
			this.filters = new Map(this.filters).set(view, filter);
			ready.then(
				(brush) => {
					entry.brush = brush;
					this.#move(brush, entry.at);
				},
				(thrown: unknown) => this.#fail(thrown)
			);
		} else {
			this.#brush.at = filter;
			if (this.#brush.brush) this.#move(this.#brush.brush, filter);
		}
	}

	/** The brush is let go: it becomes the view's filter and goes into the link. */
	endBrush(): Promise<void> {
		const under = this.#brush;
		if (!under) return Promise.resolve();
		this.#forgetBrush();
		return this.#inTurn(async () => {
			const brush = await under.ready;
			await brush.commit();
			await this.#publish();
			this.#writeLink(under.view);
		});
	}

	/** Sets or removes the filter of one chart. */
	setFilter(view: string, filter: ViewFilter | undefined): Promise<void> {
		this.#forgetBrush();
		return this.#inTurn(async () => {
			await this.#views?.setFilter(view, filter);
			await this.#publish();
			this.#writeLink(view);
		});
	}

	/** Adds a bar to the filter of a chart, or takes it out. */
	toggleBin(view: string, bin: number): Promise<void> {
		const held = this.filters.get(view);
		const bins = held?.kind === 'bins' ? held.bins : [];
		const next = bins.includes(bin) ? bins.filter((one) => one !== bin) : [...bins, bin];
		return this.setFilter(view, next.length > 0 ? { kind: 'bins', bins: next } : undefined);
	}

	/** Holds rows to the map's picture, or no longer. */
	holdTo(box: BBox | undefined): Promise<void> {
		return this.#inTurn(async () => {
			if (!this.#views || (!box && !this.#views.filters.has(IN_VIEW))) return;
			await this.#views.setFilter(IN_VIEW, box && { kind: 'box', box });
			await this.#publish();
		});
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#revising);
		clearTimeout(this.#holding);
		this.#forget();
		if (this.#stream === undefined) this.#session.filtered.setMask(this.dataset.id, undefined);
		else this.#session.filtered.hold(this.#stream, undefined);
	}

	/** Opens views unless they are open; true when it did. The map's picture goes on holding. */
	async #open(definitions: readonly ViewDefinition[]): Promise<boolean> {
		const open = new Set(this.#views?.layouts.map(({ definition }) => definition.id));
		if (this.#views && definitions.every(({ id }) => open.has(id))) return false;
		const analytics = await this.#session.analytics();
		const views = await analytics.openViews(this.dataset.id, definitions);
		if (this.#closed) {
			views.close();
			return false;
		}
		const held = this.#views?.filters.get(IN_VIEW);
		this.#forget();
		this.#views = views;
		views.onGrown(() => this.#grown(views));
		views.onLost((reason) => {
			if (views === this.#views) this.#fail(reason);
		});
		if (held) await views.setFilter(IN_VIEW, held);
		return true;
	}

	/** Sets what differs from the link; true when something did. */
	async #take(filters: readonly Filter[]): Promise<boolean> {
		this.ignored = unfit(this.#views?.layouts ?? [], filters);
		let changed = false;
		for (const layout of this.#views?.layouts ?? []) {
			const view = layout.definition.id;
			if (view === IN_VIEW) continue;
			const link = filters.find(({ column }) => column === view);
			const said = link && JSON.stringify(link);
			if (said === this.#links.get(view)) continue;
			await this.#views?.setFilter(view, link && filterOfLink(layout, link));
			if (said === undefined) this.#links.delete(view);
			else this.#links.set(view, said);
			changed = true;
		}
		return changed;
	}

	/** Rows came or went: everything says what is counted now, a brush under way too. */
	#grown(views: LinkedViewsClient): void {
		if (views !== this.#views || this.state !== 'ready') return;
		const under = this.#brush;
		this.layouts = views.layouts;
		this.rows = views.rows;
		this.all = views.all;
		if (under?.brush) this.#move(under.brush, under.at);
		else if (!under) {
			this.now = views.totals;
			this.filters = new Map(views.filters);
		}
		this.#followOnMap();
		this.#revising ??= setTimeout(() => {
			this.#revising = undefined;
			this.revision++;
		}, REVISE_MS);
	}

	/** Observations are not what the map draws: their layer has the newest of each thing. */
	get #stream(): string | undefined {
		return streamOf(this.dataset);
	}

	/** Live rows: the map shows the things that rows inside the filters and the brush are of. */
	#followOnMap(): void {
		const stream = this.#stream;
		if (stream === undefined) return;
		this.#holding ??= setTimeout(() => {
			this.#holding = undefined;
			this.#hold(stream).catch((thrown: unknown) => this.#fail(thrown));
		}, HOLD_MS);
	}

	async #hold(stream: string): Promise<void> {
		const views = this.#views;
		if (!views) return;
		if (this.filters.size === 0) return this.#session.filtered.hold(stream, undefined);
		const urns = await (this.#brush?.brush ?? views).entities();
		const isStill = !this.#closed && this.#views === views && this.filters.size > 0;
		if (urns && isStill) this.#session.filtered.hold(stream, new Set(urns));
	}

	#move(brush: Brush, filter: ViewFilter): void {
		const answer = brush.move(filter);
		this.now = answer;
		this.filters = new Map(this.filters).set(brush.view, answer.applied);
		if (this.#stream !== undefined) return this.#followOnMap();
		brush.mask().then(
			(mask) => {
				if (mask && !this.#closed && this.#brush?.brush === brush)
					this.#session.filtered.setMask(this.dataset.id, mask);
			},
			(thrown: unknown) => this.#fail(thrown)
		);
	}

	/** Shows what is counted; the map's rows follow. */
	async #publish(): Promise<void> {
		const views = this.#views;
		if (!views || this.#closed) return;
		this.layouts = views.layouts;
		this.rows = views.rows;
		this.all = views.all;
		this.now = views.totals;
		this.filters = new Map(views.filters);
		this.state = 'ready';
		if (this.#stream !== undefined) return this.#followOnMap();
		const filtered = this.filters.size > 0;
		const mask = filtered ? await views.mask() : undefined;
		if (!this.#closed && (mask || !filtered)) this.#session.filtered.setMask(this.dataset.id, mask);
	}

	#writeLink(view: string): void {
		const layout = this.layout(view);
		const filter = this.filters.get(view);
		const link = layout && filter && linkOf(this.dataset.id, layout, filter);
		if (link) this.#links.set(view, JSON.stringify(link));
		else this.#links.delete(view);
		this.#session.view.filter(this.dataset.id, view, link);
	}

	/** One thing after the other: each finds views and filters as the one before left them. */
	#inTurn(task: () => Promise<void>): Promise<void> {
		this.#last = this.#last
			.then(() => (this.#closed ? undefined : task()))
			.catch((thrown: unknown) => this.#fail(thrown));
		return this.#last;
	}

	#forget(): void {
		this.#views?.close();
		this.#views = undefined;
		this.#forgetBrush();
		this.#links.clear();
	}

	#forgetBrush(): void {
		this.#brush = undefined;
		this.brushing = false;
	}

	#fail(thrown: unknown): void {
		if (this.#closed) return;
		this.error = AppError.from(thrown);
		this.state = 'failed';
	}
}
