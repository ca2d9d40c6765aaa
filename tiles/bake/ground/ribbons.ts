import type { TileGrid } from '../building-glb.ts';
import { GroundMesh } from './ground-mesh.ts';
import type { GroundHeight } from './ground-mesh.ts';

/** A centreline in metres of the frame. */
export interface Line {
	/** Flat x, y. */
	readonly xy: Float64Array;
	/** 0 minor, 1 tertiary and secondary, 2 primary and trunk, 3 motorway. */
	readonly cls: number;
	/** Half of the width in metres. */
	readonly half: number;
}

/** A mitre is at most this many half widths long: sharper turns are cut. */
const MITRE_LIMIT = 2;

/** Ribbon triangles along lines, each vertex with its way from the centreline so that a shader can widen it. */
export class RibbonMesh {
	readonly surface: GroundMesh;
	/** Unit vector in plan, glTF axes (x east, z south), from the centreline to the vertex, ×127: 4 × count. */
	readonly sides: number[] = [];
	readonly halfWidths: number[] = [];
	readonly classes: number[] = [];

	constructor(grid: TileGrid, groundHeight: GroundHeight) {
		this.surface = new GroundMesh(grid, groundHeight);
	}

	/** Adds the stretch of a line from vertex `from` to vertex `to`. */
	stretch(line: Line, from: number, to: number): void {
		const { xy, half } = line;
		const last = xy.length / 2 - 1;
		let before = -1;
		for (let v = from; v <= to; v++) {
			const [inX, inY] = v > 0 ? direction(xy, v - 1) : direction(xy, 0);
			const [outX, outY] = v < last ? direction(xy, v) : [inX, inY];
			let normalX = -(inY + outY);
			let normalY = inX + outX;
			const length = Math.hypot(normalX, normalY);
			if (length < 1e-6) [normalX, normalY] = [-outY, outX];
			else [normalX, normalY] = [normalX / length, normalY / length];
			const mitre = Math.min(MITRE_LIMIT, 1 / Math.max(1e-3, normalX * -outY + normalY * outX));
			// Open ends reach half a half-width on, so that roads meeting at a junction close the gap.
			const overshoot = v === 0 ? -half / 2 : v === last ? half / 2 : 0;
			const x = xy[2 * v]! + outX * overshoot;
			const y = xy[2 * v + 1]! + outY * overshoot;
			const left = this.#edge(line, x, y, normalX, normalY, mitre);
			this.#edge(line, x, y, -normalX, -normalY, mitre);
			if (before >= 0) this.surface.indices.push(before, before + 1, left, left, before + 1, left + 1);
			before = left;
		}
	}

	#edge(line: Line, x: number, y: number, sideX: number, sideY: number, mitre: number): number {
		this.sides.push(Math.round(sideX * 127) + 0, Math.round(-sideY * 127) + 0, 0, 0);
		this.halfWidths.push(line.half);
		this.classes.push(line.cls);
		return this.surface.vertex(x + sideX * mitre * line.half, y + sideY * mitre * line.half);
	}
}

/** Unit direction of the segment that begins at a vertex. */
function direction(xy: Float64Array, vertex: number): [number, number] {
	const dx = xy[2 * vertex + 2]! - xy[2 * vertex]!;
	const dy = xy[2 * vertex + 3]! - xy[2 * vertex + 1]!;
	const length = Math.hypot(dx, dy);
	return length === 0 ? [1, 0] : [dx / length, dy / length];
}

/** A line without doubled vertices, with segments of at most `longest` metres. */
export function prepareLine(xy: ArrayLike<number>, longest: number): Float64Array {
	const result: number[] = [];
	for (let i = 0; i < xy.length; i += 2) {
		const [x, y] = [xy[i]!, xy[i + 1]!];
		if (result.length > 0) {
			const [fromX, fromY] = [result.at(-2)!, result.at(-1)!];
			const length = Math.hypot(x - fromX, y - fromY);
			if (length < 0.05) continue;
			const parts = Math.ceil(length / longest);
			for (let k = 1; k < parts; k++)
				result.push(fromX + ((x - fromX) * k) / parts, fromY + ((y - fromY) * k) / parts);
		}
		result.push(x, y);
	}
	return Float64Array.from(result);
}

/** Douglas-Peucker on an open line. */
export function simplifyLine(xy: Float64Array, tolerance: number): Float64Array {
	const n = xy.length / 2;
	if (n < 3) return xy;
	const keep = new Uint8Array(n);
	keep[0] = 1;
	keep[n - 1] = 1;
	const stack = [0, n - 1];
	while (stack.length > 0) {
		const to = stack.pop()!;
		const from = stack.pop()!;
		const [ax, ay] = [xy[2 * from]!, xy[2 * from + 1]!];
		const [dx, dy] = [xy[2 * to]! - ax, xy[2 * to + 1]! - ay];
		const length = dx * dx + dy * dy;
		let worst = tolerance * tolerance;
		let at = -1;
		for (let i = from + 1; i < to; i++) {
			const [px, py] = [xy[2 * i]! - ax, xy[2 * i + 1]! - ay];
			const t = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
			const d = (px - t * dx) ** 2 + (py - t * dy) ** 2;
			if (d <= worst) continue;
			worst = d;
			at = i;
		}
		if (at < 0) continue;
		keep[at] = 1;
		stack.push(from, at, at, to);
	}
	return xy.filter((_, i) => keep[i >> 1] === 1);
}
