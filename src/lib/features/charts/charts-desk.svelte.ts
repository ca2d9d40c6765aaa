import { untrack } from 'svelte';
import { MOST_CHARTS, type ChartChoice } from '#lib/model/view-spec.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { viewBox } from '../map/view-box.ts';
import { chartId, ownCharts, type RowsDataset } from './chart-choice.ts';
import { filtersOf, IN_VIEW, viewsOf } from './chart-views.ts';
import { LinkedCharts } from './linked-charts.svelte.ts';
import { OpenGroups } from './open-groups.ts';

/** The map's picture is taken for a filter once the camera has rested so long. */
const FOLLOW_MS = 150;

/** Charts of a page and their link groups, one for each dataset: what the view state says, opened. */
export class ChartsDesk {
	readonly #session: CitySession;
	/** What has charts when neither a link nor anybody chose. */
	readonly #first: string | undefined;
	/** Nothing is loaded before somebody looks, or a link's filters hold the map. */
	#wanted = $state(false);

	readonly datasets: readonly RowsDataset[] = $derived.by(() =>
		[...this.#session.datasets, ...this.#session.liveDatasets].filter(
			(dataset): dataset is RowsDataset => dataset.kind === 'points' || dataset.kind === 'shapes'
		)
	);
	// A camera's move is a new view state: what hangs on these two does not hear of it.
	readonly #choices = $derived.by(() => this.#session.view.spec.charts);
	readonly #filters = $derived.by(() => this.#session.view.spec.filters);
	/** Charts from left to right. */
	readonly charts: readonly ChartChoice[] = $derived.by(() => {
		const known = new Set(this.datasets.map(({ id }) => id));
		const chosen = this.#choices.filter(({ dataset }) => known.has(dataset));
		if (chosen.length > 0) return chosen;
		const named = this.#filters.find(({ dataset }) => known.has(dataset))?.dataset ?? this.#first;
		const front = this.datasets.find(({ id }) => id === named) ?? this.datasets[0];
		return front ? ownCharts(front) : [];
	});
	/** The dataset of the first chart, of which the table shows the rows. */
	readonly front: RowsDataset | undefined = $derived.by(
		() => this.datasets.find(({ id }) => id === this.charts[0]?.dataset) ?? this.datasets[0]
	);
	/** Datasets that have charts or filters, the front one first: link groups A, B, C. */
	readonly #linked: readonly RowsDataset[] = $derived.by(() => {
		const ids = [...this.charts, ...this.#filters].map(({ dataset }) => dataset);
		return [...new Set([...(this.front ? [this.front.id] : []), ...ids])].flatMap(
			(id) => this.datasets.find((dataset) => dataset.id === id) ?? []
		);
	});
	readonly groups: readonly LinkedCharts[] = $derived.by(() => {
		if (!this.#wanted && this.#filters.length === 0) return [];
		return this.#linked.map((dataset) =>
			this.#open.of(dataset, () => new LinkedCharts(this.#session, dataset))
		);
	});
	/** Rows are held to the map's picture. */
	readonly inView: boolean = $derived.by(() =>
		this.#linked.some((dataset) => filtersOf(dataset, this.#filters).some(({ column }) => column === IN_VIEW))
	);
	readonly #open = new OpenGroups<LinkedCharts>();

	constructor(session: CitySession) {
		this.#session = session;
		this.#first = session.city.datasets.find(
			({ kind, id }) => kind === 'points' && session.view.shows(id)
		)?.id;
	}

	/** Keeps the groups as the view state says; called while a page is made, ends with it. */
	run(): void {
		const { view } = this.#session;
		$effect(() => {
			const { groups } = this;
			untrack(() => this.#open.keep(groups));
		});
		$effect(() => {
			const filters = this.#filters;
			for (const group of this.groups) {
				const { dataset } = group;
				const charts = this.charts.filter((chart) => chart.dataset === dataset.id);
				const wanted = { views: viewsOf(dataset, charts, filters), filters: filtersOf(dataset, filters) };
				untrack(() => void group.follow(wanted));
			}
		});
		$effect(() => {
			const { groups, inView } = this;
			if (!inView) {
				untrack(() => groups.forEach((group) => void group.holdTo(undefined)));
				return;
			}
			const { width, height } = this.#session.mapSize;
			const box = viewBox(view.spec.camera, width, height);
			const timer = setTimeout(() => groups.forEach((group) => void group.holdTo(box)), FOLLOW_MS);
			return () => clearTimeout(timer);
		});
		$effect(() => () => this.#open.keep([]));
	}

	/** Somebody looks: the data are loaded. */
	start(): void {
		this.#wanted = true;
	}

	group(dataset: string): LinkedCharts | undefined {
		return this.groups.find((group) => group.dataset.id === dataset);
	}
	/** A link group's letter. */
	letter(dataset: string): string {
		return String.fromCharCode(
			65 +
				Math.max(
					0,
					this.#linked.findIndex(({ id }) => id === dataset)
				)
		);
	}

	/** A dataset with its own charts, in place of all that show. */
	choose(id: string): void {
		const dataset = this.datasets.find((candidate) => candidate.id === id);
		if (!dataset) return;
		const { view } = this.#session;
		for (const { id: other } of this.#linked) if (other !== id) view.clearFilters(other);
		view.chart(ownCharts(dataset));
	}
	/** Adds a chart at the end, unless it is there. */
	add(chart: ChartChoice): void {
		if (this.charts.length >= MOST_CHARTS || this.charts.some((other) => isSame(other, chart))) return;
		this.#session.view.chart([...this.charts, chart]);
	}
	/** Takes a chart away, and what it filters. The last one stays. */
	remove(chart: ChartChoice): void {
		if (this.charts.length < 2) return;
		const { view } = this.#session;
		view.chart(this.charts.filter((other) => !isSame(other, chart)));
		view.filter(chart.dataset, chartId(chart), undefined);
	}
	/** Moves a chart by so many places to the right. */
	move(chart: ChartChoice, by: number): void {
		const others = this.charts.filter((other) => !isSame(other, chart));
		const place = this.charts.findIndex((other) => isSame(other, chart)) + by;
		if (place < 0 || place > others.length) return;
		this.#session.view.chart([...others.slice(0, place), chart, ...others.slice(place)]);
	}

	setInView(on: boolean): void {
		for (const { id } of this.#linked)
			this.#session.view.filter(
				id,
				IN_VIEW,
				on ? { kind: 'in', dataset: id, column: IN_VIEW, values: ['map'] } : undefined
			);
	}
	reset(): void {
		for (const { id } of this.#linked) this.#session.view.clearFilters(id);
	}
}

const isSame = (a: ChartChoice, b: ChartChoice): boolean =>
	a.dataset === b.dataset && chartId(a) === chartId(b);
