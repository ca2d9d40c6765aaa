import type { CityLayer } from '#lib/layers/layer.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Cells } from '#lib/model/gather/cells.ts';
import type { Metric } from '#lib/model/live-layer.ts';
import type { LayerReadings } from '#lib/model/live-values.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { shownMetric } from '../map/shown-metric.ts';
import type { Comparison } from './comparison.svelte.ts';
import { cellDifference } from './cell-difference.ts';
import { differenceOf, incomparable, type DifferenceRow, type Incomparable } from './difference.ts';
import { classesOf, heldScale, type DivergingClass, type DivergingScale } from './diverging-scale.ts';
import { followReadings } from './follow-readings.ts';
import { SIDES, type Side } from './sides.ts';

/** What can be subtracted: one metric of a live layer that shows on a side, or the rows of a dataset by cells. */
export interface Measure {
	readonly layer: CityLayer;
	readonly metric: Pick<Metric, 'name' | 'unit' | 'title'>;
	/** Place of the metric among the layer's; undefined: its rows are counted. */
	readonly column: number | undefined;
}
/** Rows of a dataset, counted: the name stands in links. */
const COUNT = { name: 'count', unit: '' };

/** B − A of the measure that the view names, entity by entity, as long as somebody watches. */
export class Differences {
	readonly #comparison: Comparison;
	/** By whose they are, not by side: a swap changes no reading. */
	#page = $state.raw<LayerReadings | undefined>();
	#other = $state.raw<LayerReadings | undefined>();
	#pageCells = $state.raw<Cells | undefined>();
	#otherCells = $state.raw<Cells | undefined>();
	/** Tables that show them, whatever the map shows. */
	#readers = $state(0);
	/** Why a side has no readings. */
	error = $state.raw<AppError | undefined>();
	#lastScale: DivergingScale = { bounds: [] };

	constructor(comparison: Comparison) {
		this.#comparison = comparison;
	}

	/** Every measure that can be chosen. */
	readonly measures: readonly Measure[] = $derived.by(() => {
		const { page } = this.#comparison;
		const sides = SIDES.map((side) => this.#comparison.sessionOf(side));
		return page.layers
			.filter(({ id }) => sides.some((session) => session?.view.shows(id)))
			.flatMap((layer): readonly Measure[] => {
				if (layer.dataset?.kind === 'points') return [{ layer, metric: COUNT, column: undefined }];
				const status = page.status(layer);
				if (status?.cls !== 'state') return [];
				return status.metrics.map((metric, column) => ({ layer, metric, column }));
			});
	});
	/** The chosen one, else what colours the first layer that measures. */
	readonly measure: Measure | undefined = $derived.by(() => {
		const asked = this.#comparison.spec?.measure;
		const { measures } = this;
		const found = measures.find(
			({ layer, metric }) => layer.id === asked?.layer && metric.name === asked.metric
		);
		const [first] = measures;
		if (found || !first) return found;
		const shown = shownMetric(this.#comparison.page, first.layer);
		return measures.find(({ layer, metric }) => layer === first.layer && metric.name === shown) ?? first;
	});
	/** Changes with what is subtracted, and with nothing else that is heard of its layer. */
	readonly key: string | undefined = $derived(
		this.measure && `${this.measure.layer.id} ${this.measure.metric.name}`
	);
	/** Rows of a dataset are counted: what the sides' filters let pass. */
	readonly countsRows: boolean = $derived(this.measure !== undefined && this.measure.column === undefined);
	/** Every entity of either side; undefined until both have said their instant. */
	readonly rows: readonly DifferenceRow[] | undefined = $derived.by(() => {
		const { scene } = this.#comparison.page;
		if (this.#pageCells && this.#otherCells && scene) {
			const both = [this.#pageCells, this.#otherCells] as const;
			const [a, b] = this.#comparison.pageSide === 'a' ? both : [both[1], both[0]];
			return cellDifference(a, b, (east, north) => {
				const [lng, lat] = scene.frame.toLngLat(east, north, 0);
				return [lng, lat];
			});
		}
		if (!this.#page || !this.#other) return undefined;
		return this.#comparison.pageSide === 'a'
			? differenceOf(this.#page, this.#other)
			: differenceOf(this.#other, this.#page);
	});
	readonly #deltas = $derived((this.rows ?? []).map(({ delta }) => delta));
	readonly scale: DivergingScale = $derived.by(
		() => (this.#lastScale = heldScale(this.#lastScale, this.#deltas))
	);
	readonly classes: readonly DivergingClass[] = $derived(classesOf(this.scale, this.#deltas));
	readonly missing: Incomparable = $derived(incomparable(this.rows ?? []));
	/** Edge of the cells that rows are counted by, metres; undefined for entities. */
	get cellSize(): number | undefined {
		return this.#pageCells?.size;
	}
	/** Newest observation among what a side says. */
	newestOf(side: Side): number | undefined {
		const readings = side === this.#comparison.own ? this.#other : this.#page;
		return readings?.observedAt.reduce((newest, at) => Math.max(newest, at), -Infinity);
	}

	/** Somebody reads them beside the map. */
	get isRead(): boolean {
		return this.#readers > 0;
	}
	/** A table shows them; returns what ends that. */
	read(): () => void {
		this.#readers++;
		return () => void this.#readers--;
	}

	/** Differences below this are hidden, in the metric's unit. */
	get hideBelow(): number {
		return this.#comparison.spec?.hideBelow ?? 0;
	}
	isHidden({ delta }: DifferenceRow): boolean {
		return delta !== undefined && Math.abs(delta) < this.hideBelow;
	}
	readonly hidden: number = $derived((this.rows ?? []).filter((row) => this.isHidden(row)).length);

	/** Follows both sides; returns what ends it. It is begun anew for another measure and when a clock is set. */
	watch(): () => void {
		const { measure } = this;
		const other = this.#comparison.other?.session;
		this.#page = this.#other = this.error = undefined;
		this.#pageCells = this.#otherCells = undefined;
		this.#lastScale = { bounds: [] };
		if (!measure || !other) return () => undefined;
		const { column } = measure;
		if (column === undefined) return this.#count(measure.layer.id, other);
		const follow = (session: CitySession, take: (readings: LayerReadings | undefined) => void) =>
			followReadings({
				client: session.liveClient,
				layer: measure.layer.stream ?? measure.layer.id,
				column,
				clock: () => session.clock,
				take,
				failed: (thrown) => (this.error = AppError.from(thrown))
			});
		const ends = [
			follow(this.#comparison.page, (readings) => (this.#page = readings)),
			follow(other, (readings) => (this.#other = readings))
		];
		return () => ends.forEach((end) => end());
	}

	/** Counts the rows of both sides into the same cells; returns what gives up. */
	#count(dataset: string, other: CitySession): () => void {
		const { page } = this.#comparison;
		const { scene } = page;
		const stop = new AbortController();
		const count = async () => {
			if (!scene) return;
			const analytics = await page.analytics();
			const cells = (session: CitySession, size: number | undefined) => {
				const mask = session.masks.get(dataset);
				const { anchor } = scene.frame;
				return analytics.gather('cells', { dataset, anchor, aggregate: 'count', size, mask }, stop.signal);
			};
			const first = await cells(page, page.view.spec.styles[dataset]?.cell);
			const second = await cells(other, first.size);
			if (stop.signal.aborted) return;
			this.#pageCells = first;
			this.#otherCells = second;
		};
		count().catch((thrown: unknown) => {
			if (!stop.signal.aborted) this.error = AppError.from(thrown);
		});
		return () => stop.abort();
	}
}
