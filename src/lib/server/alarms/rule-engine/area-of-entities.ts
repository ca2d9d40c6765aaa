import { grown } from '#lib/model/grown.ts';
import { NULLS } from '#lib/model/wire/fields.ts';
import { NOWHERE, type AreaSet } from './area-set.ts';
import type { LayerBook } from './layer-book.ts';

/** In which area each entity of a layer is: found anew only when it has moved. */
export class AreaOfEntities {
	readonly #areas: AreaSet;
	readonly #book: LayerBook;
	#area = new Int32Array(0);
	#lon = new Int32Array(0);
	#lat = new Int32Array(0);

	constructor(areas: AreaSet, book: LayerBook) {
		this.#areas = areas;
		this.#book = book;
	}

	/** NOWHERE also for an entity without a position. */
	of(idx: number): number {
		const { rows } = this.#book.source!; // only asked for entities that are there
		if (idx >= this.#area.length) this.#reserve(rows.present.length);
		const [lon, lat] = [rows.lon[idx]!, rows.lat[idx]!];
		if (this.#lon[idx] !== lon || this.#lat[idx] !== lat) {
			this.#lon[idx] = lon;
			this.#lat[idx] = lat;
			this.#area[idx] = this.isPlaced(idx) ? this.#areas.find(lon * 1e-7, lat * 1e-7) : NOWHERE;
		}
		return this.#area[idx]!;
	}

	isPlaced(idx: number): boolean {
		const { lon, lat } = this.#book.source!.rows;
		return lon[idx] !== NULLS.i32 && lat[idx] !== NULLS.i32;
	}

	#reserve(rows: number): void {
		const length = Math.max(rows, this.#area.length * 2, 256);
		this.#area = grown(this.#area, length, NOWHERE);
		this.#lon = grown(this.#lon, length, NULLS.i32);
		this.#lat = grown(this.#lat, length, NULLS.i32);
	}
}
