import { LAND_CELL } from '../unit.ts';
import { fillRings } from '../raster.ts';
import { ringArea, simplifyRing } from '../rings.ts';
import { areaOf } from './areas.ts';
import type { Area } from './areas.ts';
import type { Line } from './ribbons.ts';

/** Gaps up to twice this between buildings or roads are land, metres. */
const CLOSING = 75;
/** Open stretches inside inferred land up to this size are land too, square metres. */
const LARGEST_HOLE = 1_000_000;
/** Smaller patches are a pier, a wreck, an error: not land, square metres. */
const SMALLEST_PATCH = 10_000;
const MOST_CELLS = 30_000_000;

/**
 * Land where the source drew none, judged by what stands on it: buildings and roads that are no bridges.
 * What the source drew is left out (but for a cell of overlap).
 */
export function inferLand(
	buildingCells: Float64Array,
	roads: readonly Line[],
	given: readonly Area[]
): Area[] {
	const marks: number[] = [];
	for (const key of buildingCells)
		marks.push(
			(Math.floor(key / 65536) - 32768 + 0.5) * LAND_CELL,
			((key % 65536) - 32768 + 0.5) * LAND_CELL
		);
	for (const { xy } of roads)
		for (let i = 2; i < xy.length; i += 2) {
			const steps = Math.ceil(Math.hypot(xy[i]! - xy[i - 2]!, xy[i + 1]! - xy[i - 1]!) / (LAND_CELL / 2));
			for (let k = 0; k <= steps; k++) {
				const t = steps === 0 ? 0 : k / steps;
				marks.push(xy[i - 2]! + t * (xy[i]! - xy[i - 2]!), xy[i - 1]! + t * (xy[i + 1]! - xy[i - 1]!));
			}
		}
	if (marks.length === 0) return [];
	const grid = gridAround(marks);
	const { width, height, cell, west, south } = grid;
	const mask = new Uint8Array(width * height);
	for (let i = 0; i < marks.length; i += 2)
		mask[Math.floor((marks[i + 1]! - south) / cell) * width + Math.floor((marks[i]! - west) / cell)] = 1;

	const radius = Math.max(1, Math.round(CLOSING / cell));
	grow(mask, width, height, radius, 1);
	grow(mask, width, height, radius, 0);
	flipPatches(mask, width, height, 0, LARGEST_HOLE / cell ** 2);
	flipPatches(mask, width, height, 1, SMALLEST_PATCH / cell ** 2);

	const drawn = new Uint8Array(width * height);
	for (const area of given) {
		const rings = area.rings.map((ring) => ring.map((v, i) => (v - (i % 2 === 0 ? west : south)) / cell));
		fillRings(rings, width, height, (row, from, to) => drawn.fill(1, row * width + from, row * width + to));
	}
	grow(drawn, width, height, 1, 0);
	for (let i = 0; i < mask.length; i++) if (drawn[i] === 1) mask[i] = 0;
	flipPatches(mask, width, height, 1, 4);
	return trace(mask, width, height).flatMap((rings) => {
		const scaled = rings
			.map((ring) => ring.map((v, i) => v * cell + (i % 2 === 0 ? west : south)))
			.map((ring) => simplifyRing(ring, cell * 0.75));
		return areaOf(scaled) ?? [];
	});
}

interface Grid {
	readonly west: number;
	readonly south: number;
	readonly cell: number;
	readonly width: number;
	readonly height: number;
}

function gridAround(marks: readonly number[]): Grid {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = 0; i < marks.length; i += 2) {
		west = Math.min(west, marks[i]!);
		east = Math.max(east, marks[i]!);
		south = Math.min(south, marks[i + 1]!);
		north = Math.max(north, marks[i + 1]!);
	}
	let cell = LAND_CELL;
	while (((east - west) / cell) * ((north - south) / cell) > MOST_CELLS) cell *= 2;
	const margin = CLOSING + 3 * cell;
	return {
		west: west - margin,
		south: south - margin,
		cell,
		width: Math.ceil((east - west + 2 * margin) / cell),
		height: Math.ceil((north - south + 2 * margin) / cell)
	};
}

/** Spreads cells of `value` by `radius` in a square, rows then columns. */
function grow(mask: Uint8Array, width: number, height: number, radius: number, value: 0 | 1): void {
	const line = new Uint8Array(Math.max(width, height));
	const pass = (start: number, stride: number, count: number): void => {
		let reach = -1;
		for (let i = 0; i < count; i++) line[i] = mask[start + i * stride]!;
		for (let i = 0; i < Math.min(radius, count); i++) if (line[i] === value) reach = i + radius;
		for (let i = 0; i < count; i++) {
			const ahead = i + radius;
			if (ahead < count && line[ahead] === value) reach = ahead + radius;
			if (i <= reach) mask[start + i * stride] = value;
		}
	};
	for (let y = 0; y < height; y++) pass(y * width, 1, width);
	for (let x = 0; x < width; x++) pass(x, width, height);
}

/** Flips connected patches of `value` smaller than `limit` cells; those at the raster's edge count as open. */
function flipPatches(mask: Uint8Array, width: number, height: number, value: 0 | 1, limit: number): void {
	const seen = new Uint8Array(mask.length);
	const stack: number[] = [];
	for (let seed = 0; seed < mask.length; seed++) {
		if (seen[seed] === 1 || mask[seed] !== value) continue;
		const patch: number[] = [];
		let count = 0;
		let open = false;
		seen[seed] = 1;
		stack.push(seed);
		while (stack.length > 0) {
			const at = stack.pop()!;
			count++;
			if (count <= limit) patch.push(at);
			const x = at % width;
			const y = (at - x) / width;
			if (x === 0 || y === 0 || x === width - 1 || y === height - 1) open = true;
			for (const next of [
				x > 0 ? at - 1 : -1,
				x < width - 1 ? at + 1 : -1,
				y > 0 ? at - width : -1,
				y < height - 1 ? at + width : -1
			])
				if (next >= 0 && seen[next] === 0 && mask[next] === value) {
					seen[next] = 1;
					stack.push(next);
				}
		}
		if (count < limit && (value === 1 || !open)) for (const at of patch) mask[at] = value === 1 ? 0 : 1;
	}
}

/** Outlines of the patches of ones, in cells: per patch its outer ring, then its holes. */
export function trace(mask: Uint8Array, width: number, height: number): Float64Array[][] {
	const patches: Float64Array[][] = [];
	const inside = (x: number, y: number) =>
		x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] === 1;
	const used = new Uint8Array(mask.length);
	const holes: Float64Array[] = [];
	// Each ring is walked with land on its left; it starts at an edge along the south side of a cell.
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			if (!inside(x, y) || inside(x, y - 1) || used[y * width + x] === 1) continue;
			const ring: number[] = [];
			let [px, py, dx, dy] = [x, y, 1, 0];
			do {
				if (dx === 1) used[py * width + px] = 1;
				px += dx;
				py += dy;
				// Cells ahead on the left and right of the direction.
				const [lx, ly] = [px + (dx - dy - 1) / 2, py + (dy + dx - 1) / 2];
				const [rx, ry] = [px + (dx + dy - 1) / 2, py + (dy - dx - 1) / 2];
				if (!inside(lx, ly)) {
					ring.push(px, py);
					[dx, dy] = [-dy, dx];
				} else if (inside(rx, ry)) {
					ring.push(px, py);
					[dx, dy] = [dy, -dx];
				}
			} while (px !== x || py !== y || dx !== 1 || dy !== 0);
			const flat = Float64Array.from(ring);
			if (ringArea(flat, 0, flat.length) > 0) patches.push([flat]);
			else holes.push(flat);
		}
	for (const hole of holes) {
		const [hx, hy] = [hole[0]!, hole[1]!];
		let best: Float64Array[] | undefined;
		let bestArea = Infinity;
		for (const patch of patches) {
			const area = ringArea(patch[0]!, 0, patch[0]!.length);
			if (area >= bestArea || !touches(patch[0]!, hx, hy)) continue;
			best = patch;
			bestArea = area;
		}
		best?.push(hole);
	}
	return patches;
}

/** Whether a corner of the cell grid lies inside a ring, judged a quarter cell around it. */
function touches(ring: Float64Array, x: number, y: number): boolean {
	let votes = 0;
	for (const [sx, sy] of [
		[0.25, 0.25],
		[-0.25, 0.25],
		[0.25, -0.25],
		[-0.25, -0.25]
	] as const) {
		let inside = false;
		for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
			const [yi, yj] = [ring[i + 1]!, ring[j + 1]!];
			const [px, py] = [x + sx, y + sy];
			if (yi > py !== yj > py && px < ((ring[j]! - ring[i]!) * (py - yi)) / (yj - yi) + ring[i]!)
				inside = !inside;
		}
		if (inside) votes++;
	}
	return votes === 4;
}
