import type { Axis } from '../bins.ts';
import type { LiveAxis } from './live-axis.ts';
import type { LivePiece } from './live-rows.ts';

/**
 * An axis of the most frequent categories. A new one gets a bar of its own while there are fewer than `top`,
 * then all new ones share the bar of the others.
 */
export class CategoryAxis implements LiveAxis {
	axis: Axis = { shift: 0, count: 0, labels: [] };
	readonly #column: string;
	readonly #top: number;
	readonly #labelsOf: () => readonly string[];
	#named: number[] = [];
	#hasOthers = false;
	/** By code. */
	#barOf = new Uint16Array(0);

	constructor(column: string, top: number, labelsOf: () => readonly string[]) {
		this.#column = column;
		this.#top = top;
		this.#labelsOf = labelsOf;
	}

	fits({ chunk, from, to }: LivePiece): boolean {
		const codes = chunk.columns.get(this.#column);
		if (!codes) return true;
		this.#knowCodes();
		const { count } = this.axis;
		for (let row = from; row < to; row++) {
			const code = codes[row]!;
			if (code >= 0 && this.#barOf[code]! >= count) return false;
		}
		return true;
	}

	write({ chunk, from, to }: LivePiece, out: Uint16Array): void {
		const codes = chunk.columns.get(this.#column);
		const { count } = this.axis;
		if (!codes) {
			out.fill(count, from, to);
			return;
		}
		for (let row = from; row < to; row++) {
			const code = codes[row]!;
			out[row] = code < 0 ? count : this.#barOf[code]!;
		}
	}

	layOut(pieces: readonly LivePiece[], keep: boolean): void {
		const order = this.#byFrequency(pieces);
		const held = keep ? this.#named : [];
		const fresh = order.filter((code) => !held.includes(code));
		this.#named = [...held, ...fresh.slice(0, this.#top - held.length)];
		this.#hasOthers = (keep && this.#hasOthers) || held.length + fresh.length > this.#named.length;
		const labels = this.#labelsOf();
		const count = this.#named.length + (this.#hasOthers ? 1 : 0);
		this.#barOf = new Uint16Array(0);
		this.axis = {
			shift: 0,
			count,
			labels: this.#named.map((code) => labels[code] ?? ''),
			...(this.#hasOthers && { others: this.#named.length })
		};
		this.#knowCodes();
	}

	/** One of the others became twice as frequent as one that has a bar. */
	isWorn(pieces: readonly LivePiece[]): boolean {
		if (!this.#hasOthers) return false;
		const rows = this.#frequency(pieces);
		const least = Math.min(...this.#named.map((code) => rows[code]!));
		const named = new Set(this.#named);
		return rows.some((count, code) => !named.has(code) && count > 2 * least);
	}

	/** Codes that came since share the others' bar; without one they lie past the axis, and do not fit. */
	#knowCodes(): void {
		const { length } = this.#labelsOf();
		if (this.#barOf.length >= length) return;
		this.#barOf = new Uint16Array(length).fill(this.#hasOthers ? this.#named.length : 0xffff);
		this.#named.forEach((code, bar) => (this.#barOf[code] = bar));
	}

	#byFrequency(pieces: readonly LivePiece[]): number[] {
		const labels = this.#labelsOf();
		const rows = this.#frequency(pieces);
		return [...rows.keys()]
			.filter((code) => rows[code]! > 0)
			.sort((a, b) => rows[b]! - rows[a]! || (labels[a]! < labels[b]! ? -1 : 1));
	}

	#frequency(pieces: readonly LivePiece[]): Uint32Array {
		const rows = new Uint32Array(this.#labelsOf().length);
		for (const { chunk, from, to } of pieces) {
			const codes = chunk.columns.get(this.#column);
			if (!codes) continue;
			for (let row = from; row < to; row++) {
				const code = codes[row]!;
				if (code >= 0) rows[code]!++;
			}
		}
		return rows;
	}
}
