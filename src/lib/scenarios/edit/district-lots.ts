import type { LngLat } from '#lib/model/geometry.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { atan2, cos as cosine, sin as sine } from '#lib/model/portable-math.ts';
import type { Metres } from '#lib/model/units.ts';
import { ringContains } from '#lib/model/ring.ts';

/** Squares for buildings inside a ring, in a plane that is turned with its longest edge. */
export interface Lots {
	/** Plane around the ring's middle. */
	readonly frame: LocalFrame;
	/** Of the angle from east to the direction that the lots lie along, −45°…45°. */
	readonly cos: number;
	readonly sin: number;
	/** Of a square. */
	readonly side: Metres;
	/** Middles of the squares, along and across that direction; the nearest to the ring's middle first. */
	readonly middles: readonly (readonly [along: Metres, across: Metres])[];
}

/** Sides that are tried: those of city blocks first. */
const SIDES: readonly Metres[] = [60, 45, 30, 20, 12, 8];

/** The largest squares of which at least `least` lie wholly in the ring; undefined when not even the smallest do. */
export function districtLots(ring: readonly LngLat[], least: number): Lots | undefined {
	const mean = (axis: 0 | 1) => ring.reduce((sum, point) => sum + point[axis], 0) / ring.length;
	const frame = new LocalFrame([mean(0), mean(1)]);
	const plane = ring.map(([lng, lat]) => frame.toLocal(lng, lat));
	const angle = longestEdge(plane);
	const [cos, sin] = [cosine(angle), sine(angle)];
	const turned = plane.map(([x, y]) => [x * cos + y * sin, y * cos - x * sin] as const);
	for (const side of SIDES) {
		const middles = squaresIn(turned, side);
		if (middles.length >= least) return { frame, cos, sin, side, middles };
	}
	return undefined;
}

/** Direction of the longest edge, turned by quarters to −45°…45°: housing then faces about south. */
function longestEdge(plane: readonly (readonly [number, number, number])[]): number {
	let [longest, angle] = [-1, 0];
	plane.forEach(([x, y], i) => {
		const [nextX, nextY] = plane[(i + 1) % plane.length]!;
		const length = Math.hypot(nextX - x, nextY - y);
		if (length <= longest + 1e-6) return;
		longest = length;
		angle = atan2(nextY - y, nextX - x);
	});
	return angle - Math.round(angle / (Math.PI / 2)) * (Math.PI / 2);
}

function squaresIn(
	ring: readonly (readonly [number, number])[],
	side: Metres
): (readonly [number, number])[] {
	const span = (axis: 0 | 1) =>
		[Math.min(...ring.map((point) => point[axis])), Math.max(...ring.map((point) => point[axis]))] as const;
	const [west, east] = span(0);
	const [south, north] = span(1);
	const columns = Math.floor((east - west) / side + 1e-6);
	const rows = Math.floor((north - south) / side + 1e-6);
	const firstX = (west + east - (columns - 1) * side) / 2;
	const firstY = (south + north - (rows - 1) * side) / 2;
	const middles: (readonly [number, number])[] = [];
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++) {
			const [x, y] = [firstX + column * side, firstY + row * side];
			if (squareInside(ring, x, y, side / 2 - 1e-3)) middles.push([x, y]);
		}
	const middle = [(west + east) / 2, (south + north) / 2] as const;
	const far = ([x, y]: readonly [number, number]) =>
		Math.round(Math.hypot(x - middle[0], y - middle[1]) * 1e3);
	// Sorting keeps the order of rows among equals.
	return middles.sort((a, b) => far(a) - far(b));
}

/** Whether a square lies in the ring: its corners do, and no edge of the ring comes through it. */
function squareInside(
	ring: readonly (readonly [number, number])[],
	x: number,
	y: number,
	half: number
): boolean {
	for (const [dx, dy] of [
		[-half, -half],
		[half, -half],
		[half, half],
		[-half, half]
	] as const)
		if (!ringContains(ring, x + dx, y + dy)) return false;
	return ring.every(([ax, ay], i) => {
		const [bx, by] = ring[(i + 1) % ring.length]!;
		return !crosses(ax - x, ay - y, bx - x, by - y, half);
	});
}

/** Whether a segment comes into the square of half side `half` around the origin (Liang and Barsky's clipping). */
function crosses(ax: number, ay: number, bx: number, by: number, half: number): boolean {
	let [from, to] = [0, 1];
	for (const [start, step] of [
		[ax, bx - ax],
		[ay, by - ay]
	] as const) {
		if (step === 0) {
			if (Math.abs(start) >= half) return false;
			continue;
		}
		const [first, second] = [(-half - start) / step, (half - start) / step];
		from = Math.max(from, Math.min(first, second));
		to = Math.min(to, Math.max(first, second));
	}
	return from < to;
}
