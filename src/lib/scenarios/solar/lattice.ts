import type { Degrees, Metres } from '#lib/model/units.ts';
import { Plane } from '../city/plane.ts';

/** Side of the cells that results are given by. */
export const RESULT_CELL: Metres = 12;
/** Half of the lattice's side in cells: 49 km to each side of the anchor. */
const HALF = 4096;

/**
 * The city's plane of metres east and north of its anchor, and one lattice of cells over all of it: two runs over
 * windows of their own number the same cell alike.
 */
export class Lattice {
	readonly #plane: Plane;
	readonly #anchor: readonly [Degrees, Degrees];

	constructor(anchor: readonly [lng: Degrees, lat: Degrees]) {
		this.#anchor = anchor;
		this.#plane = new Plane(anchor[1]);
	}

	toMetres(lng: Degrees, lat: Degrees): [east: Metres, north: Metres] {
		return [(lng - this.#anchor[0]) * this.#plane.perLng, (lat - this.#anchor[1]) * this.#plane.perLat];
	}

	toDegrees(east: Metres, north: Metres): [lng: Degrees, lat: Degrees] {
		return [this.#anchor[0] + east / this.#plane.perLng, this.#anchor[1] + north / this.#plane.perLat];
	}

	/** Key of the result's cell of a column and row counted from the anchor. */
	key(column: number, row: number): string {
		return String((row + HALF) * 2 * HALF + column + HALF);
	}

	get cells() {
		const [west, south] = this.toDegrees(-HALF * RESULT_CELL, -HALF * RESULT_CELL);
		const { perLng, perLat } = this.#plane;
		return {
			of: 'cells',
			west,
			south,
			width: RESULT_CELL / perLng,
			height: RESULT_CELL / perLat,
			columns: 2 * HALF
		} as const;
	}
}
