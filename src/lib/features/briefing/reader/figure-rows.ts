import type { ResultColumn } from '#lib/queries/result-columns.ts';

export type FigureRows = readonly ResultColumn[];
/** Reads the rows of a file, an Arrow stream. */
export type LoadRows = (address: string) => Promise<FigureRows>;

/** Rows of the figures of one briefing: each file is read once, whoever asks. */
export class FigureRowsOf {
	readonly #load: LoadRows;
	readonly #asked = new Map<string, Promise<FigureRows>>();

	constructor(load: LoadRows) {
		this.#load = load;
	}

	/** Throws what reading threw; another ask reads again. */
	get(file: string): Promise<FigureRows> {
		const asked = this.#asked.get(file) ?? this.#load(file);
		this.#asked.set(file, asked);
		asked.catch(() => this.#asked.delete(file));
		return asked;
	}
	/** True when all that was asked for has come or failed. */
	async settled(): Promise<void> {
		await Promise.allSettled(this.#asked.values());
	}
}

/** Values of two columns of one series, without the rows that have none; times in epoch ms. */
export function seriesOf(rows: FigureRows): {
	readonly at: readonly number[];
	readonly value: readonly number[];
} {
	const at = rows.find(({ name }) => name === 'at')?.values ?? [];
	const value = rows.find(({ name }) => name === 'value')?.values ?? [];
	const known = at.flatMap((time, row) => {
		const amount = value[row];
		return typeof time === 'number' && typeof amount === 'number' ? [[time, amount] as const] : [];
	});
	return { at: known.map(([time]) => time), value: known.map(([, amount]) => amount) };
}

/** At most so many of the rows, evenly, the last one among them: indexes. */
export function thinned(count: number, most: number): readonly number[] {
	if (count <= most) return Array.from({ length: count }, (_, row) => row);
	return Array.from({ length: most }, (_, step) => Math.round((step * (count - 1)) / (most - 1)));
}
