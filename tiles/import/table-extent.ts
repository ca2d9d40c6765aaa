import type { BBox } from '#lib/model/geometry.ts';
import { GrowingFloat64 } from '../bake/growing.ts';

/** Positions kept to say where tables lie. */
const MOST = 200_000;

/**
 * Where the tables of an import lie: the city's place when no building or road says it. The outer
 * hundredth on each side is left out, so that one stray row does not stretch the city.
 */
export class TableExtent {
	readonly #lng = new GrowingFloat64();
	readonly #lat = new GrowingFloat64();

	add(lng: number, lat: number): void {
		if (this.#lng.length >= MOST) return;
		this.#lng.push(lng);
		this.#lat.push(lat);
	}

	bbox(): BBox | undefined {
		if (this.#lng.length === 0) return undefined;
		const [west, east] = inner(this.#lng.view());
		const [south, north] = inner(this.#lat.view());
		// A single place still needs ground around it: about a kilometre.
		const widen = (low: number, high: number): [number, number] =>
			high - low < 0.01 ? [low - 0.005, high + 0.005] : [low, high];
		const [w, e] = widen(west, east);
		const [s, n] = widen(south, north);
		return [w, s, e, n];
	}
}

function inner(values: Float64Array): [low: number, high: number] {
	const sorted = values.slice().sort();
	const cut = Math.floor(sorted.length / 100);
	return [sorted[cut]!, sorted[sorted.length - 1 - cut]!];
}
