/** A polygon in metres of a frame: outer ring first, flat x, y, open. */
export interface Area {
	readonly rings: readonly Float64Array[];
	/** West, south, east, north of the outer ring. */
	readonly bounds: readonly [number, number, number, number];
}

export type Rect = readonly [west: number, south: number, east: number, north: number];

/** An area of rings; undefined when the outer one has no three vertices. */
export function areaOf(rings: readonly Float64Array[]): Area | undefined {
	const outer = rings[0];
	if (!outer || outer.length < 6) return undefined;
	const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = 0; i < outer.length; i += 2) {
		bounds[0] = Math.min(bounds[0], outer[i]!);
		bounds[1] = Math.min(bounds[1], outer[i + 1]!);
		bounds[2] = Math.max(bounds[2], outer[i]!);
		bounds[3] = Math.max(bounds[3], outer[i + 1]!);
	}
	return { rings: rings.filter((ring, index) => index === 0 || ring.length >= 6), bounds };
}

/** The part of an area in a rectangle (Sutherland-Hodgman: pieces stay joined along the edge). */
export function clipArea(area: Area, [west, south, east, north]: Rect): Area | undefined {
	const [w, s, e, n] = area.bounds;
	if (e <= west || w >= east || n <= south || s >= north) return undefined;
	if (w >= west && e <= east && s >= south && n <= north) return area;
	const rings: Float64Array[] = [];
	for (const ring of area.rings) {
		let cut = clipHalf(ring, 0, west, 1);
		cut = clipHalf(cut, 0, east, -1);
		cut = clipHalf(cut, 1, south, 1);
		cut = clipHalf(cut, 1, north, -1);
		if (cut.length >= 6) rings.push(cut);
		else if (rings.length === 0) return undefined;
	}
	return areaOf(rings);
}

export function vertexCount(area: Area): number {
	return area.rings.reduce((sum, ring) => sum + ring.length / 2, 0);
}

/** Keeps what lies on the side of `limit` to which `sense` points along the axis (0 = x, 1 = y). */
function clipHalf(ring: Float64Array, axis: 0 | 1, limit: number, sense: 1 | -1): Float64Array {
	const n = ring.length;
	if (n < 6) return ring;
	let outside = false;
	for (let i = axis; i < n && !outside; i += 2) outside = (ring[i]! - limit) * sense < 0;
	if (!outside) return ring;
	const result: number[] = [];
	for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
		const from = (ring[j + axis]! - limit) * sense;
		const to = (ring[i + axis]! - limit) * sense;
		if (from >= 0 !== to >= 0) {
			const t = from / (from - to);
			const x = ring[j]! + t * (ring[i]! - ring[j]!);
			const y = ring[j + 1]! + t * (ring[i + 1]! - ring[j + 1]!);
			result.push(axis === 0 ? limit : x, axis === 1 ? limit : y);
		}
		if (to >= 0) result.push(ring[i]!, ring[i + 1]!);
	}
	return Float64Array.from(result);
}
