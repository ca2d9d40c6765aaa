import earcut from 'earcut';

/**
 * Adds the triangles of a flat surface in space to `indices`: its rings name vertices from `first` on, the outer ring
 * first. The surface is laid onto the plane of two axes that it covers most.
 */
export function triangulate(
	rings: readonly (readonly number[])[],
	first: number,
	positions: Float64Array,
	indices: number[]
): void {
	const [outer] = rings;
	if (!outer || outer.length < 3) return;
	if (rings.length === 1 && outer.length === 3) {
		for (const vertex of outer) indices.push(first + vertex);
		return;
	}
	const normal = normalOf(outer, first, positions);
	const size = normal.map(Math.abs) as [number, number, number]; // of three axes
	const away = size[0] >= size[1] && size[0] >= size[2] ? 0 : size[1] >= size[2] ? 1 : 2;
	const [u, v] = away === 0 ? [1, 2] : away === 1 ? [2, 0] : [0, 1];
	const flat: number[] = [];
	const holes: number[] = [];
	const vertices: number[] = [];
	for (const ring of rings) {
		if (vertices.length > 0) holes.push(vertices.length);
		for (const vertex of ring) {
			const at = (first + vertex) * 3;
			flat.push(positions[at + u] as number, positions[at + v] as number);
			vertices.push(first + vertex);
		}
	}
	for (const corner of earcut(flat, holes)) indices.push(vertices[corner] as number);
}

/** Normal of a ring by Newell's sum, not of unit length. */
function normalOf(ring: readonly number[], first: number, positions: Float64Array): [number, number, number] {
	const normal: [number, number, number] = [0, 0, 0];
	ring.forEach((vertex, index) => {
		const a = (first + vertex) * 3;
		const b = (first + (ring[(index + 1) % ring.length] as number)) * 3;
		const [ax, ay, az] = [positions[a] as number, positions[a + 1] as number, positions[a + 2] as number];
		const [bx, by, bz] = [positions[b] as number, positions[b + 1] as number, positions[b + 2] as number];
		normal[0] += (ay - by) * (az + bz);
		normal[1] += (az - bz) * (ax + bx);
		normal[2] += (ax - bx) * (ay + by);
	});
	return normal;
}
