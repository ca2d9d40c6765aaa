import type { CityLayer } from '#lib/layers/layer.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Squares } from '#lib/model/gather/cell-ground.ts';
import type { Cells } from '#lib/model/gather/cells.ts';
import type { Metric } from '#lib/model/live-layer.ts';
import type { LayerReadings } from '#lib/model/live-values.ts';
import type { CompareView, Recolour } from '#lib/model/view-spec.ts';
import { m } from '#lib/paraglide/messages.js';
import type { BuildingValues } from '#workers/analytics/client.ts';
import { recolourValues } from '../map/recolour-values.ts';
import { columnName } from '../map/column-name.ts';
import { BUILDINGS_LAYER } from '../map/recolouring.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { shownMetric } from '../map/shown-metric.ts';
import { buildingDifference } from './building-difference.ts';
import { cellDifference } from './cell-difference.ts';
import { differenceOf, incomparable, type DifferenceRow, type Incomparable } from './difference.ts';
import { classesOf, heldScale, type DivergingClass, type DivergingScale } from './diverging-scale.ts';
import { followReadings } from './follow-readings.ts';
import { rowPairs, type RowPair } from './row-pairs.ts';
import type { SideView } from './side-view.svelte.ts';
import { SIDES, type Side } from './sides.ts';

type BuildingNumbers = Extract<BuildingValues, { kind: 'number' }>;

/**
 * What can be subtracted: one metric of a live layer that shows on a side, the rows of datasets by cells, or the numbers
 * that colour each side's buildings.
 */
export interface Measure {
	readonly layer: CityLayer;
	readonly metric: Pick<Metric, 'name' | 'unit' | 'title'>;
	readonly kind: 'metric' | 'rows' | 'buildings';
	/** Whose rows are counted on either side; of rows alone. */
	readonly pair?: RowPair;
	/** Place of the metric among the layer's; −1 of all else. */
	readonly column: number;
}
/** Rows of a dataset, counted, and what colours buildings: the names stand in links. */
const COUNT = { name: 'count', unit: '' };
const COLOUR = 'colour';

/** The two sides that are subtracted, as they are now. */
export interface ComparedSides {
	readonly page: CitySession;
	readonly other: { readonly session: CitySession; readonly view: SideView } | undefined;
	/** Absent while nothing is compared. */
	readonly spec: CompareView | undefined;
	readonly pageSide: Side;
	/** The side that is not the page's. */
	readonly own: Side;
	sessionOf(side: Side): CitySession | undefined;
}

/** B − A of the measure that the view names, entity by entity, as long as somebody watches. */
export class Differences {
	readonly #comparison: ComparedSides;
	/** By whose they are, not by side: a swap changes no reading. */
	#page = $state.raw<LayerReadings | undefined>();
	#other = $state.raw<LayerReadings | undefined>();
	#pageCells = $state.raw<Cells<Squares> | undefined>();
	#otherCells = $state.raw<Cells<Squares> | undefined>();
	#buildings = $state.raw<{ readonly page: BuildingNumbers; readonly other: BuildingNumbers } | undefined>();
	/** Tables that show them, whatever the map shows. */
	#readers = $state(0);
	/** Why a side has no readings. */
	error = $state.raw<AppError | undefined>();
	#lastScale: DivergingScale = { bounds: [] };

	constructor(comparison: ComparedSides) {
		this.#comparison = comparison;
	}

	/** Every measure that can be chosen. */
	readonly measures: readonly Measure[] = $derived.by(() => {
		const { page } = this.#comparison;
		const sides = SIDES.map((side) => this.#comparison.sessionOf(side));
		const pairs = rowPairs(
			page.layers,
			(side, { id }) => this.#comparison.sessionOf(side)?.view.shows(id) ?? false
		);
		return page.layers
			.filter(({ id }) => sides.some((session) => session?.view.shows(id)))
			.flatMap((layer): readonly Measure[] => {
				if (layer.dataset?.kind === 'points')
					return pairs
						.filter(({ a }) => a === layer)
						.map((pair) => ({ layer, metric: COUNT, kind: 'rows', column: -1, pair }));
				if (layer.id === BUILDINGS_LAYER) return this.#colours(layer);
				const status = page.status(layer);
				if (status?.cls !== 'state') return [];
				return status.metrics.map((metric, column) => ({ layer, metric, kind: 'metric', column }));
			});
	});
	/** The chosen one, else what colours the first layer that measures. */
	readonly measure: Measure | undefined = $derived.by(() => {
		const asked = this.#comparison.spec?.measure;
		const { measures } = this;
		// Sides that have been swapped are the same pair.
		const found = measures.find(
			({ layer, metric, pair }) =>
				[layer.id, pair?.b.id].includes(asked?.layer) && metric.name === asked?.metric
		);
		const [first] = measures;
		if (found || !first) return found;
		const shown = shownMetric(this.#comparison.page, first.layer);
		return measures.find(({ layer, metric }) => layer === first.layer && metric.name === shown) ?? first;
	});
	/** Changes with what is subtracted, and with nothing else that is heard of its layer. */
	readonly key: string | undefined = $derived(
		this.measure &&
			[
				this.measure.layer.id,
				this.measure.pair?.b.id,
				this.measure.metric.name,
				...(this.measure.kind === 'buildings' ? this.#recolours.map((one) => JSON.stringify(one)) : [])
			].join(' ')
	);
	/** Rows of a dataset are counted: what the sides' filters let pass. */
	readonly countsRows: boolean = $derived(this.measure?.kind === 'rows');
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
		if (this.#buildings) {
			const { page, other } = this.#buildings;
			const [a, b] = this.#comparison.pageSide === 'a' ? [page, other] : [other, page];
			return buildingDifference(a, b, (id) => m.building_numbered({ id }));
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
		return this.#pageCells?.ground.size;
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
		this.#pageCells = this.#otherCells = this.#buildings = undefined;
		this.#lastScale = { bounds: [] };
		if (!measure || !other) return () => undefined;
		const { column } = measure;
		if (measure.pair) return this.#count(measure.pair, other);
		if (measure.kind === 'buildings') return this.#readBuildings();
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

	/** What colours the buildings of the page and of the other side. */
	get #recolours(): readonly [Recolour | undefined, Recolour | undefined] {
		const { page, other } = this.#comparison;
		return [page.view.spec.recolour, other?.view.spec.recolour];
	}

	/** Buildings can be compared where both sides colour them. */
	#colours(layer: CityLayer): readonly Measure[] {
		if (!this.#recolours.every(Boolean)) return [];
		const [unit, otherUnit] = this.#recolours.map((one) => unitOf(layer, one));
		const [name, otherName] = this.#recolours.map((one) => (one?.kind === 'sql' ? one.value : one?.column));
		const words = name !== undefined && name === otherName ? columnName(name) : undefined;
		const title = words !== undefined && { title: { zh: words, en: words } };
		const metric = { name: COLOUR, unit: unit === otherUnit ? (unit ?? '') : '', ...title };
		return [{ layer, metric, kind: 'buildings', column: -1 }];
	}

	/** Reads the numbers of both sides' buildings; returns what gives up. */
	#readBuildings(): () => void {
		const stop = new AbortController();
		const read = async () => {
			const analytics = await this.#comparison.page.analytics();
			const of = async (recolour: Recolour | undefined): Promise<BuildingNumbers> => {
				if (!recolour) throw new AppError('ABORTED');
				const values = await recolourValues(analytics, recolour, stop.signal);
				if (values.kind === 'number') return values;
				throw new AppError('QUERY_FAILED', {
					reason: 'valueType',
					column: values.name,
					message: m.difference_no_numbers({ column: values.name })
				});
			};
			const [page, other] = [await of(this.#recolours[0]), await of(this.#recolours[1])];
			if (!stop.signal.aborted) this.#buildings = { page, other };
		};
		read().catch((thrown: unknown) => {
			if (!stop.signal.aborted) this.error = AppError.from(thrown);
		});
		return () => stop.abort();
	}

	/** Counts the rows of both sides into the same cells; returns what gives up. */
	#count(pair: RowPair, other: CitySession): () => void {
		const { page, pageSide, own } = this.#comparison;
		const { scene } = page;
		const stop = new AbortController();
		const count = async () => {
			if (!scene) return;
			const analytics = await page.analytics();
			const cells = (session: CitySession, { id: dataset }: CityLayer, size: number | undefined) => {
				const mask = session.filtered.masks.get(dataset);
				const { anchor } = scene.frame;
				return analytics.gather('cells', { dataset, anchor, aggregate: 'count', size, mask }, stop.signal);
			};
			const first = await cells(page, pair[pageSide], page.view.spec.styles[pair[pageSide].id]?.cell);
			const second = await cells(other, pair[own], first.ground.size);
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

/** Unit of the column that colours buildings; undefined: a question's answer has none. */
function unitOf({ dataset }: CityLayer, recolour: Recolour | undefined): string | undefined {
	if (recolour?.kind !== 'column' || dataset?.kind !== 'buildings') return undefined;
	return dataset.columns.find(({ name }) => name === recolour.column)?.unit;
}
