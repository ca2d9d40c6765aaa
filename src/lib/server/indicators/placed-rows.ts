import type { AreaIndex } from '#lib/model/area-index.ts';
import type { TableColumn } from './create-table.ts';
import type { LayerRows } from './thread-messages.ts';

/** A column that says in which area of a dataset a row lies. */
export interface Placer {
	readonly column: string;
	readonly areas: AreaIndex;
}

/** The rows of one layer as columns of a table, with the areas in which they lie: looked up again only for what moved. */
export class PlacedRows {
	readonly #ids: string[] = [];
	readonly #titles: string[] = [];
	/** Where each row was when its areas were looked up. */
	readonly #lng: number[] = [];
	readonly #lat: number[] = [];
	/** By column, then by row. */
	readonly #areas = new Map<string, (string | null)[]>();

	/** Looks all areas up again. */
	forget(): void {
		this.#lng.length = 0;
		this.#lat.length = 0;
		this.#areas.clear();
	}

	columns(
		{ idx, names, stale, numbers, texts }: LayerRows,
		placers: readonly Placer[]
	): readonly TableColumn[] {
		for (const { idx: row, id, title } of names) {
			this.#ids[row] = id;
			this.#titles[row] = title;
		}
		this.#place(idx, numbers, placers);
		const picked = (name: string, values: readonly (string | null)[]): TableColumn => ({
			name,
			type: 'VARCHAR',
			values: Array.from(idx, (row) => values[row] ?? null)
		});
		return withOwnNames([
			picked('id', this.#ids),
			picked('title', this.#titles),
			{ name: 'stale', type: 'BOOLEAN', values: stale },
			...texts.map(({ name, codes, words }): TableColumn => ({
				name,
				type: 'VARCHAR',
				values: Array.from(codes, (code) => words[code] ?? null)
			})),
			...placers.map(({ column }) => picked(column, this.#areas.get(column) ?? [])),
			...numbers.map(({ name, values }): TableColumn => ({ name, type: 'DOUBLE', values }))
		]);
	}

	#place(idx: Uint32Array, numbers: LayerRows['numbers'], placers: readonly Placer[]): void {
		const lng = numbers.find(({ name }) => name === 'lng')?.values;
		const lat = numbers.find(({ name }) => name === 'lat')?.values;
		if (!lng || !lat) return;
		for (const { column } of placers) if (!this.#areas.has(column)) this.#areas.set(column, []);
		for (let i = 0; i < idx.length; i++) {
			const [row, x, y] = [idx[i]!, lng[i]!, lat[i]!];
			if (this.#lng[row] === x && this.#lat[row] === y) continue;
			this.#lng[row] = x;
			this.#lat[row] = y;
			for (const { column, areas } of placers)
				this.#areas.get(column)![row] = Number.isNaN(x) ? null : (areas.at([x, y]) ?? null);
		}
	}
}

/** SQL knows no capitals in names: what has the name of one before it gets a number, `status_2`. */
function withOwnNames(columns: readonly TableColumn[]): readonly TableColumn[] {
	const taken = new Set<string>();
	return columns.map((column) => {
		let { name } = column;
		for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${column.name}_${n}`;
		taken.add(name.toLowerCase());
		return { ...column, name };
	});
}
