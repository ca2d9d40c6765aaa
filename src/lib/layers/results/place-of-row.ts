import type { LngLat } from '#lib/model/geometry.ts';
import type { ResultShape } from './result-drawing.ts';

/** A place that stands for a row: the middle of its line, the middle of its corners; undefined: it lies nowhere. */
export function placeOfRow(shape: ResultShape, row: number): LngLat | undefined {
	switch (shape.of) {
		case 'lines': {
			const [from = 0, to = 0] = [shape.starts[row], shape.starts[row + 1]];
			return to > from ? at(shape.points, (from + to - 1) >> 1) : undefined;
		}
		case 'arcs':
			return at(shape.ends, 2 * row + 1);
		case 'rings':
			return middleOf(shape.rings[row] ?? []);
		case 'blocks':
			return middleOf(shape.rings[row] ?? []) ?? at(shape.lngLat, row);
		case 'cells':
		case 'marks':
			return at(shape.lngLat, row);
	}
}

/** All that a row lies on: the corners of its outline, the points of its line, both its ends; else its place. */
export function cornersOfRow(shape: ResultShape, row: number): readonly LngLat[] {
	switch (shape.of) {
		case 'rings':
		case 'blocks': {
			const ring = shape.rings[row] ?? [];
			if (ring.length > 0) return pairs(ring, 0, ring.length / 2);
			break;
		}
		case 'lines':
			return pairs(shape.points, shape.starts[row] ?? 0, shape.starts[row + 1] ?? 0);
		case 'arcs':
			return pairs(shape.ends, 2 * row, 2 * row + 2);
	}
	const place = placeOfRow(shape, row);
	return place ? [place] : [];
}

/** Places from one number of pairs to another; those that are nowhere are left out. */
function pairs(lngLat: ArrayLike<number>, from: number, to: number): LngLat[] {
	return Array.from({ length: Math.max(0, to - from) }, (_, point): LngLat => [
		lngLat[2 * (from + point)] ?? NaN,
		lngLat[2 * (from + point) + 1] ?? NaN
	]).filter(([lng, lat]) => !Number.isNaN(lng + lat));
}

function at(lngLat: Float64Array, point: number): LngLat | undefined {
	const [lng, lat] = [lngLat[2 * point] ?? NaN, lngLat[2 * point + 1] ?? NaN];
	return Number.isNaN(lng + lat) ? undefined : [lng, lat];
}

function middleOf(ring: ArrayLike<number>): LngLat | undefined {
	if (ring.length < 6) return undefined;
	let [lng, lat] = [0, 0];
	for (let index = 0; index < ring.length; index += 2) {
		lng += ring[index] as number;
		lat += ring[index + 1] as number;
	}
	const corners = ring.length / 2;
	return [lng / corners, lat / corners];
}
