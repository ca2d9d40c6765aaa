import Flatbush from 'flatbush';
import type { Degrees, Metres } from '#lib/model/units.ts';
import { Plane } from './plane.ts';

/** Places that can be asked which of them is nearest. */
export class NearestPoints {
	readonly #plane: Plane;
	readonly #index: Flatbush | undefined;

	constructor(lng: ArrayLike<Degrees>, lat: ArrayLike<Degrees>) {
		this.#plane = new Plane(lat[0] ?? 0);
		if (lng.length === 0) return;
		this.#index = new Flatbush(lng.length);
		for (let row = 0; row < lng.length; row++) {
			const [x, y] = [lng[row]! * this.#plane.perLng, lat[row]! * this.#plane.perLat];
			this.#index.add(x, y, x, y);
		}
		this.#index.finish();
	}

	/** Rows of the `most` nearest, nearest first, none farther than `within`. */
	near(lng: Degrees, lat: Degrees, most: number, within: Metres = Infinity): number[] {
		const [x, y] = [lng * this.#plane.perLng, lat * this.#plane.perLat];
		return this.#index?.neighbors(x, y, most, within) ?? [];
	}

	/** Row of the nearest; undefined when none is within reach. */
	nearest(lng: Degrees, lat: Degrees, within: Metres = Infinity): number | undefined {
		return this.near(lng, lat, 1, within)[0];
	}
}
