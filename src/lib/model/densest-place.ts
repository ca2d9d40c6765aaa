import type { LngLat } from './geometry.ts';
import type { Metres } from './units.ts';

/** Metres of a degree of latitude. */
const DEGREE = 111_320;

/**
 * The middle of the things around the place where most of them stand: they are counted in squares of `side`, each with
 * the eight around it. Undefined without any. In a cluster that crosses the antimeridian it sees two.
 */
export function densestPlace(places: readonly LngLat[], side: Metres): LngLat | undefined {
	const [first] = places;
	if (!first) return undefined;
	const high = side / DEGREE;
	const wide = high / Math.cos((first[1] * Math.PI) / 180);
	const squares = new Map<string, LngLat[]>();
	const keyOf = (column: number, row: number) => `${column},${row}`;
	const squareOf = ([lng, lat]: LngLat) => [Math.floor(lng / wide), Math.floor(lat / high)] as const;
	for (const place of places) {
		const key = keyOf(...squareOf(place));
		const there = squares.get(key);
		if (there) there.push(place);
		else squares.set(key, [place]);
	}
	let densest: readonly LngLat[] = [];
	for (const [one] of squares.values()) {
		const [column, row] = squareOf(one as LngLat); // no square is without a place
		const around = [-1, 0, 1].flatMap((x) =>
			[-1, 0, 1].flatMap((y) => squares.get(keyOf(column + x, row + y)) ?? [])
		);
		if (around.length > densest.length) densest = around;
	}
	const mean = (axis: 0 | 1) => densest.reduce((sum, place) => sum + place[axis], 0) / densest.length;
	return [mean(0), mean(1)];
}
