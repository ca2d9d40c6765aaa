import type { LngLat } from '#lib/model/geometry.ts';

/** True when two edges of a ring cross between their ends: then it has no one inside. */
export function crossesItself(ring: readonly LngLat[]): boolean {
	const edges = ring.map((corner, index) => [corner, ring[(index + 1) % ring.length]!] as const); // within the ring
	return edges.some(([a, b], index) => edges.slice(index + 2).some(([c, d]) => cross(a, b, c, d)));
}

const cross = (a: LngLat, b: LngLat, c: LngLat, d: LngLat): boolean =>
	side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

/** On which side of a line a place lies: 1 left, −1 right, 0 on it. */
const side = ([ax, ay]: LngLat, [bx, by]: LngLat, [px, py]: LngLat): number =>
	Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));
