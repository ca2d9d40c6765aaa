import type { Degrees, Metres } from '#lib/model/units.ts';
import { Plane } from './plane.ts';

/** Half of the lattice's side in cells. */
const HALF = 4096;

/**
 * The city's plane of metres east and north of its anchor, and one lattice of square cells over all of it: two runs over
 * windows of their own give a cell the same key.
 */
export class Lattice {
	readonly #plane: Plane;
	readonly #anchor: readonly [Degrees, Degrees];
	readonly #cell: Metres;

	/** `cell` metres to a side. */
	constructor(anchor: readonly [lng: Degrees, lat: Degrees], cell: Metres) {
		this.#cell = cell;
		this.#anchor = anchor;
		this.#plane = new Plane(anchor[1]);
	}

	toMetres(lng: Degrees, lat: Degrees): [east: Metres, north: Metres] {
		return [(lng - this.#anchor[0]) * this.#plane.perLng, (lat - this.#anchor[1]) * this.#plane.perLat];
	}

	toDegrees(east: Metres, north: Metres): [lng: Degrees, lat: Degrees] {
		return [this.#anchor[0] + east / this.#plane.perLng, this.#anchor[1] + north / this.#plane.perLat];
	}

	/** Key of the cell in a column and row counted from the anchor. */
	key(column: number, row: number): string {
		return String((row + HALF) * 2 * HALF + column + HALF);
	}

	/** Geometry of a result's layer whose keys are of this lattice. */
	get cells() {
		const [west, south] = this.toDegrees(-HALF * this.#cell, -HALF * this.#cell);
		const { perLng, perLat } = this.#plane;
		return {
			of: 'cells',
			west,
			south,
			width: this.#cell / perLng,
			height: this.#cell / perLat,
			columns: 2 * HALF
		} as const;
	}
}
