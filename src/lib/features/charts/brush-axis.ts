/** Between values and places on a chart's axis: bars are equally wide on screen, of unequal width in value. */
export class BrushAxis {
	readonly #edges: readonly number[];

	/** Edges of the bars, ascending, one more than bars. */
	constructor(edges: readonly number[]) {
		this.#edges = edges;
	}

	get bars(): number {
		return this.#edges.length - 1;
	}
	get first(): number {
		return this.#edges[0] as number;
	}
	get last(): number {
		return this.#edges[this.bars] as number;
	}

	/** The value at a fraction (0 … 1) of the axis; beyond it, the nearest end's. */
	valueAt(fraction: number): number {
		const place = Math.min(1, Math.max(0, fraction)) * this.bars;
		const index = Math.min(this.bars - 1, Math.floor(place));
		const [low, high] = [this.#edges[index] as number, this.#edges[index + 1] as number];
		return low + (high - low) * (place - index);
	}

	/** Where a value stands, as a fraction (0 … 1) of the axis. */
	fractionOf(value: number): number {
		let index = 0;
		while (index < this.bars - 1 && value >= (this.#edges[index + 1] as number)) index++;
		const [low, high] = [this.#edges[index] as number, this.#edges[index + 1] as number];
		return Math.min(1, Math.max(0, (index + (value - low) / (high - low)) / this.bars));
	}

	/** A stretch between two fractions, in values. */
	range(from: number, to: number): { kind: 'range'; from: number; to: number } {
		return { kind: 'range', from: this.valueAt(from), to: this.valueAt(to) };
	}
}
