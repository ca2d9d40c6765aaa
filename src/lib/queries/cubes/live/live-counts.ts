import { countBins, countPairs, countSteps, type CountedRows } from '../counting.ts';
import { fineCount } from '../bins.ts';
import type { Cube } from '../cube.ts';
import type { FilterBits } from '../filter-bits.ts';
import type { ViewLayout } from '../view-definition.ts';
import type { ShownBins } from './live-view.ts';

/** One view's counts by coarse bin, kept up as rows come and go. */
export class LiveCounts {
	/** Under every filter but the view's own. */
	readonly under: Uint32Array;
	/** Whatever the filters. */
	readonly all: Uint32Array;
	readonly #heeded: number;

	constructor({ count }: ViewLayout, bit: number) {
		this.under = new Uint32Array(count + 1);
		this.all = new Uint32Array(count + 1);
		this.#heeded = ~bit;
	}

	add(rows: CountedRows, fine: Uint16Array, shift: number): void {
		countBins(this.under, rows, this.#heeded, fine, shift);
		countBins(this.all, rows, 0, fine, shift);
	}
}

/** Counts as a chart is shown them. */
export function shownCounts(counts: Uint32Array, { layout, shownAs }: ShownBins): Uint32Array {
	const out = new Uint32Array(layout.count + 1);
	for (let bin = 0; bin < counts.length; bin++) {
		const shown = shownAs[bin]!;
		if (shown >= 0) out[shown] = counts[bin]!;
	}
	return out;
}

/** What a brush on one view needs, not summed up, so that rows can be added and taken out. */
export class LiveCube {
	readonly active: number;
	readonly #bits: FilterBits;
	/** Rows by fine bin of the brushed view, shifted by one. */
	readonly #selected: Uint32Array;
	/** By view, but for the brushed one: fine bin of the brushed view × bin. */
	readonly #pairs: readonly (Uint32Array | undefined)[];
	readonly #layouts: readonly ViewLayout[];

	/** `bits`: those that views' filters have for as long as there is this cube. */
	constructor(layouts: readonly ViewLayout[], active: number, bits: FilterBits) {
		this.active = active;
		this.#bits = bits;
		this.#layouts = layouts;
		const steps = fineCount(layouts[active]!); // the index of a layout
		this.#selected = new Uint32Array(steps + 1);
		this.#pairs = layouts.map(({ count }, index) =>
			index === active ? undefined : new Uint32Array((steps + 1) * (count + 1))
		);
	}

	/** `fine`: bins of the rows by view. */
	add(rows: CountedRows, fine: readonly Uint16Array[]): void {
		const active = fine[this.active]!; // one a view
		const bit = this.#bits.of(this.active);
		countSteps(this.#selected, rows, ~bit, active);
		this.#pairs.forEach((pairs, index) => {
			if (!pairs) return;
			const { count, shift } = this.#layouts[index]!;
			const passive = { fine: fine[index]!, shift, bins: count + 1 };
			countPairs(pairs, rows, ~(bit | this.#bits.of(index)), active, passive);
		});
	}

	/** Summed up along the brushed axis, as charts are shown it. */
	shown(shown: readonly ShownBins[]): Cube {
		const { layout, shownAs } = shown[this.active]!;
		const steps = fineCount(layout);
		const rowOf = this.#shownSteps(shownAs);
		const selected = new Uint32Array(steps + 1);
		rowOf.forEach((entry, step) => (selected[step + 1] = selected[step]! + this.#selected[entry + 1]!));
		const views = this.#pairs.flatMap((pairs, index) => {
			if (!pairs) return [];
			const { layout: passive, shownAs: barOf } = shown[index]!;
			const [bins, width] = [passive.count + 1, barOf.length];
			const sums = new Uint32Array((steps + 1) * bins);
			rowOf.forEach((entry, step) => {
				const [from, to] = [step * bins, (step + 1) * bins];
				sums.copyWithin(to, from, to);
				const source = (entry + 1) * width;
				for (let bin = 0; bin < width; bin++) {
					const bar = barOf[bin]!;
					if (bar >= 0) sums[to + bar]! += pairs[source + bin]!;
				}
			});
			return [{ id: passive.definition.id, bins, sums }];
		});
		return { active: layout.definition.id, steps, views, selected };
	}

	/** Fine bins of rows that a chart is shown, in order. */
	#shownSteps(shownAs: Int32Array): number[] {
		const { count, shift } = this.#layouts[this.active]!;
		const steps: number[] = [];
		for (let bin = 0; bin <= count; bin++) {
			if (shownAs[bin]! < 0) continue;
			const parts = bin === count ? 1 : 1 << shift;
			for (let part = 0; part < parts; part++) steps.push((bin << shift) + part);
		}
		return steps;
	}
}
