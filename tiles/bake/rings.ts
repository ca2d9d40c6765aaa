/** Vertices nearer than this to the line of their neighbours carry no shape: 5 cm in sixteenths of a metre. */
const COLLINEAR = 0.8;

/** The signed area of a ring of `xy` pairs in [begin, end), positive counter-clockwise. */
export function ringArea(xy: ArrayLike<number>, begin: number, end: number): number {
	if (end - begin < 6) return 0;
	const originX = xy[begin]!;
	const originY = xy[begin + 1]!;
	let sum = 0;
	for (let i = begin, j = end - 2; i < end; j = i, i += 2)
		sum += (xy[j]! - originX) * (xy[i + 1]! - originY) - (xy[i]! - originX) * (xy[j + 1]! - originY);
	return sum / 2;
}

/**
 * Cleans a ring of grid coordinates in place: doubled vertices, spikes and vertices on the line of their
 * neighbours go; an outer ring turns counter-clockwise, a hole clockwise. Returns the new end.
 */
export function cleanRing(xy: Int32Array, begin: number, end: number, outer: boolean): number {
	let kept = dropDoubles(xy, begin, end);
	kept = dropCollinear(xy, begin, kept);
	if (kept - begin < 6) return begin;
	if (ringArea(xy, begin, kept) > 0 !== outer) reverse(xy, begin, kept);
	return kept;
}

function dropDoubles(xy: Int32Array, begin: number, end: number): number {
	let kept = begin;
	for (let i = begin; i < end; i += 2) {
		if (kept > begin && xy[i] === xy[kept - 2] && xy[i + 1] === xy[kept - 1]) continue;
		xy[kept] = xy[i]!;
		xy[kept + 1] = xy[i + 1]!;
		kept += 2;
	}
	while (kept - begin > 2 && xy[kept - 2] === xy[begin] && xy[kept - 1] === xy[begin + 1]) kept -= 2;
	return kept;
}

/**
 * A vertex goes when it and all that went since the last kept one lie on the line to its successor, so
 * that a finely drawn curve cannot be eaten step by step.
 */
function dropCollinear(xy: Int32Array, begin: number, end: number): number {
	if (end - begin < 8) return end;
	const source = xy.slice(begin, end);
	const n = source.length >> 1;
	let kept = begin;
	let last = startCorner(source, n);
	const first = last;
	push(last);
	for (let step = 1; step < n; step++) {
		const next = (first + step + 1) % n;
		let straight = true;
		const toHere = step - ((last - first + n) % n);
		for (let back = 0; back < toHere && straight; back++)
			straight = onLine(source, last, next, (first + step - back) % n);
		if (straight && toHere <= 32) continue;
		last = (first + step) % n;
		push(last);
	}
	return kept;

	function push(vertex: number): void {
		xy[kept++] = source[2 * vertex]!;
		xy[kept++] = source[2 * vertex + 1]!;
	}
}

/** A vertex that is surely a corner: the lowest, then westernmost. */
function startCorner(ring: Int32Array, n: number): number {
	let best = 0;
	for (let i = 1; i < n; i++)
		if (
			ring[2 * i + 1]! < ring[2 * best + 1]! ||
			(ring[2 * i + 1] === ring[2 * best + 1] && ring[2 * i]! < ring[2 * best]!)
		)
			best = i;
	return best;
}

function onLine(ring: Int32Array, from: number, to: number, vertex: number): boolean {
	const ax = ring[2 * from]!;
	const ay = ring[2 * from + 1]!;
	const dx = ring[2 * to]! - ax;
	const dy = ring[2 * to + 1]! - ay;
	const px = ring[2 * vertex]! - ax;
	const py = ring[2 * vertex + 1]! - ay;
	const cross = dx * py - dy * px;
	return cross * cross <= COLLINEAR * COLLINEAR * (dx * dx + dy * dy) || (dx === 0 && dy === 0);
}

function reverse(xy: Int32Array, begin: number, end: number): void {
	for (let i = begin, j = end - 2; i < j; i += 2, j -= 2) {
		const x = xy[i]!;
		const y = xy[i + 1]!;
		xy[i] = xy[j]!;
		xy[i + 1] = xy[j + 1]!;
		xy[j] = x;
		xy[j + 1] = y;
	}
}

/** Whether a point lies in a ring (even-odd). */
export function inRing(xy: ArrayLike<number>, begin: number, end: number, x: number, y: number): boolean {
	let inside = false;
	for (let i = begin, j = end - 2; i < end; j = i, i += 2) {
		const yi = xy[i + 1]!;
		const yj = xy[j + 1]!;
		if (yi > y !== yj > y && x < ((xy[j]! - xy[i]!) * (y - yi)) / (yj - yi) + xy[i]!) inside = !inside;
	}
	return inside;
}

/** Squared distance of a point to the nearest edge of a ring. */
export function distanceSquared(
	xy: ArrayLike<number>,
	begin: number,
	end: number,
	x: number,
	y: number
): number {
	let nearest = Infinity;
	for (let i = begin, j = end - 2; i < end; j = i, i += 2) {
		const dx = xy[i]! - xy[j]!;
		const dy = xy[i + 1]! - xy[j + 1]!;
		const length = dx * dx + dy * dy;
		const t =
			length === 0 ? 0 : Math.min(1, Math.max(0, ((x - xy[j]!) * dx + (y - xy[j + 1]!) * dy) / length));
		const ex = xy[j]! + t * dx - x;
		const ey = xy[j + 1]! + t * dy - y;
		nearest = Math.min(nearest, ex * ex + ey * ey);
	}
	return nearest;
}

/**
 * Douglas-Peucker on a closed ring of metres: what strays less than `tolerance` from the simplified line
 * goes. Empty when fewer than three vertices remain.
 */
export function simplifyRing(ring: Float64Array, tolerance: number): Float64Array {
	const n = ring.length >> 1;
	if (n < 3) return new Float64Array(0);
	let far = 1;
	let farthest = -1;
	for (let i = 1; i < n; i++) {
		const d = (ring[2 * i]! - ring[0]!) ** 2 + (ring[2 * i + 1]! - ring[1]!) ** 2;
		if (d > farthest) {
			farthest = d;
			far = i;
		}
	}
	const keep = new Uint8Array(n);
	keep[0] = 1;
	keep[far] = 1;
	const stack = [0, far, far, n];
	const limit = tolerance * tolerance;
	while (stack.length > 0) {
		const to = stack.pop()!;
		const from = stack.pop()!;
		let worst = -1;
		let worstAt = -1;
		const end = to % n;
		for (let i = from + 1; i < to; i++) {
			const d = segmentDistanceSquared(ring, from, end, i);
			if (d > worst) {
				worst = d;
				worstAt = i;
			}
		}
		if (worst <= limit || worstAt < 0) continue;
		keep[worstAt] = 1;
		stack.push(from, worstAt, worstAt, to);
	}
	const result: number[] = [];
	for (let i = 0; i < n; i++) if (keep[i] === 1) result.push(ring[2 * i]!, ring[2 * i + 1]!);
	return result.length >= 6 ? Float64Array.from(result) : new Float64Array(0);
}

function segmentDistanceSquared(ring: Float64Array, from: number, to: number, vertex: number): number {
	const ax = ring[2 * from]!;
	const ay = ring[2 * from + 1]!;
	const dx = ring[2 * to]! - ax;
	const dy = ring[2 * to + 1]! - ay;
	const length = dx * dx + dy * dy;
	const px = ring[2 * vertex]! - ax;
	const py = ring[2 * vertex + 1]! - ay;
	const t = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
	return (px - t * dx) ** 2 + (py - t * dy) ** 2;
}
