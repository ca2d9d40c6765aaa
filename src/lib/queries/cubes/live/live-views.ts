import { grown } from '#lib/model/grown.ts';
import type { TimeZone } from '../../time-zone.ts';
import { countPassing, type CountedRows } from '../counting.ts';
import type { Cube } from '../cube.ts';
import type { ViewFilter } from '../filter.ts';
import { FilterBits, type Failing } from '../filter-bits.ts';
import type { Totals } from '../linked-views.ts';
import type { ViewDefinition, ViewLayout } from '../view-definition.ts';
import { carryFilter } from './carry-filter.ts';
import { LiveCounts, LiveCube, shownCounts } from './live-counts.ts';
import type { LiveChunk, LivePiece, LiveRows } from './live-rows.ts';
import { liveView, type LiveView, type ShownBins } from './live-view.ts';
import { rowTest, type RowTest } from './row-test.ts';

/** Everything that charts over live rows show, of one instant. */
export interface LiveAnswer {
	readonly rows: number;
	readonly layouts: readonly ViewLayout[];
	readonly totals: Totals;
	/** Counts whatever the filters. */
	readonly all: Totals;
	/** In the bars of `layouts`. */
	readonly filters: Readonly<Record<string, ViewFilter>>;
	/** Of the brush under way. */
	readonly cube?: Cube;
}

/** A brush under way on a view, said in the bars of `layout`. */
export interface BrushedView {
	readonly id: string;
	readonly filter: ViewFilter;
	readonly layout: ViewLayout;
}

/** Bins and failed filters of a chunk's rows, those below `counted`. */
interface ChunkBins {
	counted: number;
	fine: Uint16Array[];
	failing: Failing;
}

/**
 * Charts over rows that come and go, each filtering all the others but not itself. Whatever is asked is answered of
 * the rows that are there now: counts, and the cube of a brush under way, are kept up with every row.
 */
export class LiveViews {
	readonly #rows: LiveRows;
	readonly #views: readonly LiveView[];
	readonly #bins = new Map<LiveChunk, ChunkBins>();
	readonly #bits = new FilterBits();
	readonly #filters = new Map<number, { readonly filter: ViewFilter; readonly test: RowTest }>();
	#counts: readonly LiveCounts[];
	#selected = 0;
	#counted = 0;
	#cube: LiveCube | undefined;

	/** Throws QUERY_FAILED when a column is missing or of the wrong kind. */
	constructor(rows: LiveRows, definitions: readonly ViewDefinition[], zone: TimeZone) {
		this.#rows = rows;
		this.#views = definitions.map((definition) => liveView(definition, rows, zone));
		const pieces = rows.chunks.map((chunk) => ({ chunk, from: 0, to: chunk.count }));
		for (const view of this.#views) view.layOut(pieces, false);
		this.#counts = this.#views.map(({ layout }, index) => new LiveCounts(layout, this.#bits.of(index)));
		for (const piece of pieces) this.enter(piece);
	}

	/** Takes in rows that were appended. */
	enter(piece: LivePiece): void {
		const misfits = this.#views.flatMap((view, index) => (view.fits(piece) ? [] : [index]));
		if (misfits.length > 0) this.#layOut(misfits, piece);
		const bins = this.#binsOf(piece.chunk);
		this.#views.forEach((view, index) => view.write(piece, bins.fine[index]!));
		bins.failing.fill(0, piece.from, piece.to);
		for (const [index, { test }] of this.#filters)
			test(piece, bins.fine[index]!, bins.failing, this.#bits.of(index));
		bins.counted = piece.to;
		this.#count(bins, piece.from, piece.to, 1);
	}

	/** Lets go of rows that are there no more. */
	leave(chunk: LiveChunk): void {
		const bins = this.#bins.get(chunk);
		if (!bins) return;
		this.#count(bins, 0, bins.counted, -1);
		this.#bins.delete(chunk);
	}

	/** Lays axes anew that no longer suit their rows: now and then, as chunks leave. Those under a filter or brush stay. */
	refresh(): void {
		const pieces = this.#pieces();
		const worn = this.#views.flatMap((view, index) =>
			!this.#isHeld(index) && view.isWorn(pieces, this.#counts[index]!.all) ? [index] : []
		);
		if (worn.length > 0) this.#layOut(worn);
	}

	/**
	 * Holds a view to a filter said in the bars of `layout`; without it, removes the view's filter. Throws OVERLOADED when
	 * too many views filter.
	 */
	setFilter(id: string, filter: ViewFilter | undefined, layout: ViewLayout): void {
		const index = this.#indexOf(id);
		const view = this.#views[index]!;
		if (filter) {
			const carried = carryFilter(layout, filter, view.layout);
			const test = rowTest(view.layout, carried);
			const bit = this.#bits.take(index);
			for (const bins of this.#bins.values()) bins.failing = this.#bits.roomIn(bins.failing);
			this.#filters.set(index, { filter: carried, test });
			for (const [piece, { fine, failing }] of this.#eachPiece()) test(piece, fine[index]!, failing, bit);
		} else {
			const bit = this.#bits.release(index);
			this.#filters.delete(index);
			for (const [{ to }, { failing }] of this.#eachPiece())
				for (let row = 0; row < to; row++) failing[row]! &= ~bit;
		}
		this.#recount();
	}

	/** Keeps the cube for brushing this view from now on; undefined: none. */
	brush(id: string | undefined): void {
		this.#cube = undefined;
		if (id === undefined) return;
		this.#cube = new LiveCube(this.#layouts(), this.#indexOf(id), this.#bits);
		for (const [{ to }, { fine, failing }] of this.#eachPiece())
			this.#cube.add({ failing, from: 0, to, sign: 1 }, fine);
	}

	answer(): LiveAnswer {
		const shown = this.#shown();
		const counts: Record<string, Uint32Array> = {};
		const all: Record<string, Uint32Array> = {};
		const filters: Record<string, ViewFilter> = {};
		this.#views.forEach(({ definition, layout }, index) => {
			const { under, all: every } = this.#counts[index]!;
			counts[definition.id] = shownCounts(under, shown[index]!);
			all[definition.id] = shownCounts(every, shown[index]!);
			const held = this.#filters.get(index);
			if (held) filters[definition.id] = carryFilter(layout, held.filter, shown[index]!.layout);
		});
		return {
			rows: this.#counted,
			layouts: shown.map(({ layout }) => layout),
			totals: { selected: this.#selected, counts },
			all: { selected: this.#counted, counts: all },
			filters,
			...(this.#cube && { cube: this.#cube.shown(shown) })
		};
	}

	/** 1 for every row, oldest first, that passes every filter, and the brush when one is given (then instead of its view's filter). */
	mask(brush?: BrushedView): Uint8Array {
		const mask = new Uint8Array(this.#counted);
		const index = brush && this.#indexOf(brush.id);
		const view = index === undefined ? undefined : this.#views[index];
		const heeded = index === undefined ? ~0 : ~this.#bits.of(index);
		const test = brush && view && rowTest(view.layout, carryFilter(brush.layout, brush.filter, view.layout));
		let at = 0;
		for (const [piece, { fine, failing }] of this.#eachPiece()) {
			const brushed = test && new Uint16Array(piece.to);
			if (test && brushed && index !== undefined) test(piece, fine[index]!, brushed, 1);
			for (let row = 0; row < piece.to; row++)
				mask[at++] = (failing[row]! & heeded) === 0 && !brushed?.[row] ? 1 : 0;
		}
		return mask;
	}

	/**
	 * Texts of a category of the rows that pass every filter, each once; the brush, when one is given, holds in place of
	 * its view's filter.
	 */
	textsPassing(column: string, brush?: BrushedView): string[] {
		const mask = this.mask(brush);
		const labels = this.#rows.labels(column);
		const seen = new Uint8Array(labels.length);
		let at = 0;
		for (const [{ chunk, to }] of this.#eachPiece()) {
			const codes = chunk.columns.get(column);
			for (let row = 0; row < to; row++, at++) {
				const code = codes?.[row] ?? -1;
				if (mask[at] === 1 && code >= 0) seen[code] = 1;
			}
		}
		return labels.filter((_, code) => seen[code] === 1);
	}

	#layOut(indices: readonly number[], coming?: LivePiece): void {
		const pieces = coming ? [...this.#pieces(), coming] : this.#pieces();
		for (const index of indices) {
			const view = this.#views[index]!;
			const before = view.layout;
			view.layOut(pieces, this.#isHeld(index));
			const held = this.#filters.get(index);
			if (held) {
				const filter = carryFilter(before, held.filter, view.layout);
				this.#filters.set(index, { filter, test: rowTest(view.layout, filter) });
			}
			for (const [piece, { fine, failing }] of this.#eachPiece()) {
				view.write(piece, fine[index]!);
				this.#filters.get(index)?.test(piece, fine[index]!, failing, this.#bits.of(index));
			}
		}
		this.#recount();
	}

	#recount(): void {
		this.#counts = this.#views.map(({ layout }, index) => new LiveCounts(layout, this.#bits.of(index)));
		if (this.#cube) this.#cube = new LiveCube(this.#layouts(), this.#cube.active, this.#bits);
		this.#selected = this.#counted = 0;
		for (const [{ to }, bins] of this.#eachPiece()) this.#count(bins, 0, to, 1);
	}

	/** Adds rows to every count, or takes them out. */
	#count({ fine, failing }: ChunkBins, from: number, to: number, sign: 1 | -1): void {
		const rows: CountedRows = { failing, from, to, sign };
		this.#counts.forEach((counts, index) => counts.add(rows, fine[index]!, this.#views[index]!.layout.shift));
		this.#selected += sign * countPassing(rows);
		this.#counted += sign * (to - from);
		this.#cube?.add(rows, fine);
	}

	/** A view's axis is held by its filter, or the brush on it. */
	#isHeld(index: number): boolean {
		return this.#filters.has(index) || this.#cube?.active === index;
	}

	#layouts(): ViewLayout[] {
		return this.#views.map(({ layout }) => layout);
	}

	#shown(): ShownBins[] {
		return this.#views.map((view, index) => view.shown(this.#counts[index]!.all));
	}

	#indexOf(id: string): number {
		const index = this.#views.findIndex(({ definition }) => definition.id === id);
		if (index < 0) throw new RangeError(`no view ${id}`);
		return index;
	}

	#pieces(): LivePiece[] {
		return Array.from(this.#eachPiece(), ([piece]) => piece);
	}

	/** Rows that are counted, oldest first. */
	*#eachPiece(): Generator<readonly [LivePiece, ChunkBins]> {
		for (const chunk of this.#rows.chunks) {
			const bins = this.#bins.get(chunk);
			if (bins) yield [{ chunk, from: 0, to: bins.counted }, bins];
		}
	}

	/** A chunk's bins, with room for its rows. */
	#binsOf(chunk: LiveChunk): ChunkBins {
		const capacity = Math.max(0, ...Array.from(chunk.columns.values(), ({ length }) => length));
		const known = this.#bins.get(chunk);
		if (known && known.failing.length >= capacity) return known;
		const bins: ChunkBins = {
			counted: known?.counted ?? 0,
			fine: this.#views.map((_, index) => grown(known?.fine[index] ?? new Uint16Array(0), capacity, 0)),
			failing: grown<Failing>(known?.failing ?? this.#bits.roomIn(new Uint16Array(0)), capacity, 0)
		};
		this.#bins.set(chunk, bins);
		return bins;
	}
}
