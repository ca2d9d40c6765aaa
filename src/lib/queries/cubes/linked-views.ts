import { contains, type BBox, type LngLat } from '#lib/model/geometry.ts';
import { fineCount, type Bins } from './bins.ts';
import { countBins, countPairs, countPassing, countSteps, type CountedRows } from './counting.ts';
import { sumUp, type Cube, type Stretch } from './cube.ts';
import { FilterBits, type Failing } from './filter-bits.ts';
import { isInside, ringOf, type Ring } from './ring.ts';

/** Positions of rows, degrees; NaN = none. */
export interface Positions {
	readonly lng: Float64Array;
	readonly lat: Float64Array;
}

/** One view over the rows: a chart's bins, or the map (two bins: with a position, without). */
export type ViewData =
	| { readonly id: string; readonly bins: Bins }
	| { readonly id: string; readonly bins: Bins; readonly positions: Positions };

/** What a filter lets through: fine bins of a chart, or a box or ring on the map. */
export type Allowed =
	{ readonly stretches: readonly Stretch[] } | { readonly box: BBox } | { readonly ring: readonly LngLat[] };

export interface Totals {
	/** Rows that pass every filter. */
	readonly selected: number;
	/** Coarse counts by view id under all filters but its own; the bin without a value last. */
	readonly counts: Readonly<Record<string, Uint32Array>>;
}

/**
 * Charts over the same rows, each filtering all the others but not itself. A row keeps one bit for
 * each filter that it fails, so that a change of one filter reads one column, and every count is exact.
 */
export class LinkedViews {
	readonly rows: number;
	readonly views: readonly ViewData[];
	readonly #bits = new FilterBits();
	#failing: Failing;

	constructor(rows: number, views: readonly ViewData[]) {
		this.rows = rows;
		this.views = views;
		this.#failing = new Uint16Array(rows);
	}

	/** Holds a view to what `allowed` says; without it, removes the view's filter. Throws OVERLOADED when too many views filter. */
	setFilter(id: string, allowed: Allowed | undefined): void {
		const { view, index } = this.#view(id);
		if (!allowed) {
			const bit = this.#bits.release(index);
			if (bit !== 0) clear(this.#failing, bit);
			return;
		}
		const bit = this.#bits.take(index);
		this.#failing = this.#bits.roomIn(this.#failing);
		if (!('stretches' in allowed)) {
			if (!('positions' in view)) throw new TypeError(`${id} is not a map`);
			if ('box' in allowed) failOutside(this.#failing, bit, view.positions, allowed.box);
			else failOutsideRing(this.#failing, bit, view.positions, ringOf(allowed.ring));
		} else failByBin(this.#failing, bit, view.bins.fine, allowedBins(view.bins, allowed.stretches));
	}

	/** Exact counts of every view under all filters but its own. */
	totals(): Totals {
		const counts: Record<string, Uint32Array> = {};
		this.views.forEach(({ id, bins }, index) => {
			const out = new Uint32Array(bins.count + 1);
			countBins(out, this.#all, ~this.#bits.of(index), bins.fine, bins.shift);
			counts[id] = out;
		});
		return { selected: countPassing(this.#all), counts };
	}

	/** The cube for brushing one view: its own filter is left out, all others hold. */
	cube(id: string): Cube {
		const { view, index: active } = this.#view(id);
		const bit = this.#bits.of(active);
		const steps = fineCount(view.bins);
		const selected = new Uint32Array(steps + 1);
		countSteps(selected, this.#all, ~bit, view.bins.fine);
		sumUp(selected, 1);
		const views = this.views.flatMap((other, index) => {
			if (other === view) return [];
			const bins = other.bins.count + 1;
			const sums = new Uint32Array((steps + 1) * bins);
			const heeded = ~(bit | this.#bits.of(index));
			countPairs(sums, this.#all, heeded, view.bins.fine, { ...other.bins, bins });
			sumUp(sums, bins);
			return [{ id: other.id, bins, sums }];
		});
		return { active: id, steps, views, selected };
	}

	/** 1 for every row that passes every filter, and the brush when one is given (then instead of its view's filter). */
	mask(brush?: { readonly id: string; readonly stretches: readonly Stretch[] }): Uint8Array {
		const mask = new Uint8Array(this.rows);
		if (!brush) {
			for (let row = 0; row < mask.length; row++) mask[row] = this.#failing[row] === 0 ? 1 : 0;
			return mask;
		}
		const { view, index } = this.#view(brush.id);
		const heeded = ~this.#bits.of(index);
		const allowed = allowedBins(view.bins, brush.stretches);
		const fine = view.bins.fine;
		for (let row = 0; row < mask.length; row++)
			if (((this.#failing[row] as number) & heeded) === 0) mask[row] = allowed[fine[row] as number] as number;
		return mask;
	}

	get #all(): CountedRows {
		return { failing: this.#failing, from: 0, to: this.rows, sign: 1 };
	}

	#view(id: string): { view: ViewData; index: number } {
		const index = this.views.findIndex((view) => view.id === id);
		const view = this.views[index];
		if (!view) throw new RangeError(`no view ${id}`);
		return { view, index };
	}
}

/** A map as bins: rows with a position, and rows without. */
export function positionBins({ lng, lat }: Positions): Bins {
	const fine = new Uint16Array(lng.length);
	for (let row = 0; row < fine.length; row++)
		fine[row] = Number.isFinite(lng[row]) && Number.isFinite(lat[row]) ? 0 : 1;
	return { fine, shift: 0, count: 1 };
}

function allowedBins(bins: Bins, stretches: readonly Stretch[]): Uint8Array {
	const allowed = new Uint8Array(fineCount(bins));
	for (const [from, to] of stretches) allowed.fill(1, from, to);
	return allowed;
}

function clear(failing: Failing, bit: number): void {
	for (let row = 0; row < failing.length; row++) failing[row] = (failing[row] as number) & ~bit;
}

function failByBin(failing: Failing, bit: number, fine: Uint16Array, allowed: Uint8Array): void {
	for (let row = 0; row < failing.length; row++) {
		const others = (failing[row] as number) & ~bit;
		failing[row] = allowed[fine[row] as number] === 1 ? others : others | bit;
	}
}

function failOutside(failing: Failing, bit: number, { lng, lat }: Positions, box: BBox): void {
	for (let row = 0; row < failing.length; row++) {
		const others = (failing[row] as number) & ~bit;
		failing[row] = contains(box, lng[row] as number, lat[row] as number) ? others : others | bit;
	}
}

function failOutsideRing(failing: Failing, bit: number, { lng, lat }: Positions, ring: Ring): void {
	for (let row = 0; row < failing.length; row++) {
		const others = (failing[row] as number) & ~bit;
		failing[row] = isInside(ring, lng[row] as number, lat[row] as number) ? others : others | bit;
	}
}
