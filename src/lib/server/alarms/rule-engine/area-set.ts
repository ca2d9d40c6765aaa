import type { LngLat } from '#lib/model/geometry.ts';
import type { Degrees } from '#lib/model/units.ts';
import type { AreaIndex } from '#lib/model/area-index.ts';

/** No area. */
export const NOWHERE = -1;

/** The areas of one dataset by their numbers. */
export class AreaSet {
	readonly dataset: string;
	readonly names: readonly string[];
	readonly #index: Pick<AreaIndex, 'at' | 'centre'>;
	readonly #numbers: ReadonlyMap<string, number>;

	constructor(dataset: string, index: Pick<AreaIndex, 'names' | 'at' | 'centre'>) {
		this.dataset = dataset;
		this.names = index.names;
		this.#index = index;
		this.#numbers = new Map(index.names.map((name, n) => [name, n]));
	}

	get size(): number {
		return this.names.length;
	}

	/** Number of the area that a place lies in, the first of several; NOWHERE when in none. */
	find(lng: Degrees, lat: Degrees): number {
		return this.#numbers.get(this.#index.at([lng, lat]) ?? '') ?? NOWHERE;
	}

	/** Where an area is said to be; undefined for one without extent. */
	centre(area: number): LngLat | undefined {
		return this.#index.centre(this.names[area]!);
	}
}
