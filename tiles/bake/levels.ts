import { BodyMesh } from './body-mesh.ts';
import { MERGED, meshBounds, writeBuildingGlb } from './building-glb.ts';
import type { Bounds, BuildingRows, TileGrid } from './building-glb.ts';
import type { Cell, Group, Outline, Summary } from './level-summary.ts';
import { ringArea, simplifyRing } from './rings.ts';

/** How coarse a level is. */
export interface LevelRule {
	/** Side of a merging cell, metres; also the tile's geometric error. */
	readonly cell: number;
	/** Buildings that may keep their own shape. */
	readonly keep: number;
}

/** Cells across a tile: fewer on the last level above the leaves, which would hardly merge otherwise. */
export const CELLS_ACROSS = 96;
export const CELLS_ACROSS_LAST = 64;
/** Above the units: a densely built million stays below 50 KB in its root tile. */
export const CELLS_ACROSS_TOP = 80;
export const KEEP = 3000;
/** A building this many cells tall keeps its shape however small its footprint: the skyline. */
const TALL = 1.5;
/** A kept building's outline may stray by its size over this, so that a slender tower stays a tower. */
const TOWER_SHAPE = 6;
/** Cells with less of their ground built are not drawn (but still passed on). */
const MIN_COVER = 0.02;

/**
 * Reduces what the children passed up: large and tall buildings keep a simplified shape, all others go to
 * the cell of their centroid, on a grid fixed to the frame.
 */
export function reduceSummary(children: readonly Summary[], rule: LevelRule): Summary {
	const candidates: { group: Group; score: number }[] = [];
	const merged = new Map<string, Cell>();
	for (const child of children) {
		for (const cell of child.cells) mergeCell(merged, cell, rule.cell);
		for (const group of child.groups) {
			const score = Math.max(Math.sqrt(group.area) / rule.cell, group.height / (TALL * rule.cell));
			if (score >= 1) candidates.push({ group, score });
			else mergeCell(merged, cellOfGroup(group), rule.cell);
		}
	}
	candidates.sort((a, b) => b.score - a.score || a.group.id - b.group.id);
	const groups: Group[] = [];
	candidates.forEach(({ group }, rank) => {
		const tolerance = Math.min(rule.cell / 10, Math.sqrt(group.area) / TOWER_SHAPE);
		const simple = rank < rule.keep ? simplified(group, tolerance) : undefined;
		if (simple) groups.push(simple);
		else mergeCell(merged, cellOfGroup(group), rule.cell);
	});
	groups.sort((a, b) => a.id - b.id);
	return { groups, cells: [...merged.values()].sort((a, b) => a.id - b.id) };
}

export interface LevelTile {
	readonly glb: Uint8Array;
	readonly bounds: Bounds;
	readonly triangles: number;
}

/** The tile that shows a summary; undefined when nothing of it is large enough to draw. */
export function writeLevelTile(summary: Summary, rule: LevelRule): LevelTile | undefined {
	const cells = summary.cells.filter((cell) => cell.area > MIN_COVER * rule.cell ** 2);
	const bodies: { id: number; cls: number; flags: number; height: number; outlines: readonly Outline[] }[] = [
		...summary.groups
	];
	for (const cell of cells) {
		const height = cell.volume / cell.area;
		bodies.push({
			id: cell.id,
			cls: cell.cls,
			flags: cell.flags | MERGED,
			height,
			outlines: [{ bottom: cell.bottom, top: cell.bottom + height, rings: [square(cell)] }]
		});
	}
	bodies.sort((a, b) => a.id - b.id);
	const grid = gridAround(
		bodies.flatMap((body) => body.outlines),
		rule.cell / 64
	);
	const mesh = new BodyMesh();
	const kept: typeof bodies = [];
	for (const body of bodies) {
		let drawn = false;
		for (const outline of body.outlines) drawn = addOutline(mesh, outline, grid, kept.length) || drawn;
		if (drawn) kept.push(body);
	}
	if (kept.length === 0) return undefined;
	const rows: BuildingRows = {
		id: Uint32Array.from(kept, (body) => body.id),
		height: Float32Array.from(kept, (body) => Math.round(body.height * 10) / 10),
		cls: Uint8Array.from(kept, (body) => body.cls),
		flags: Uint8Array.from(kept, (body) => body.flags)
	};
	return {
		glb: writeBuildingGlb(mesh, rows, grid),
		bounds: meshBounds(mesh, grid),
		triangles: mesh.indexCount / 3
	};
}

/** A grid of the given plan step, centred on the outlines so that 16 bits hold them. */
function gridAround(outlines: readonly Outline[], planStep: number): TileGrid {
	let [west, south, bottom] = [Infinity, Infinity, Infinity];
	let [east, north, top] = [-Infinity, -Infinity, -Infinity];
	for (const outline of outlines) {
		bottom = Math.min(bottom, outline.bottom);
		top = Math.max(top, outline.top);
		const ring = outline.rings[0]!;
		for (let i = 0; i < ring.length; i += 2) {
			west = Math.min(west, ring[i]!);
			east = Math.max(east, ring[i]!);
			south = Math.min(south, ring[i + 1]!);
			north = Math.max(north, ring[i + 1]!);
		}
	}
	let step = planStep;
	while (Math.max(east - west, north - south) / step > 65_000) step *= 2;
	let heightStep = 1 / 8;
	while ((top - bottom) / heightStep > 65_000) heightStep *= 2;
	const middle = (a: number, b: number, s: number) => Math.round((a + b) / 2 / s) * s;
	return {
		origin: [middle(west, east, step), middle(south, north, step), middle(bottom, top, heightStep)],
		planStep: step,
		heightStep
	};
}

/** Adds an outline in tile units; false when it collapses on the grid. */
function addOutline(mesh: BodyMesh, outline: Outline, grid: TileGrid, row: number): boolean {
	const xy: number[] = [];
	const ringEnds: number[] = [];
	for (const ring of outline.rings) {
		const begin = xy.length;
		for (let i = 0; i < ring.length; i += 2) {
			const x = Math.round((ring[i]! - grid.origin[0]) / grid.planStep);
			const y = Math.round((ring[i + 1]! - grid.origin[1]) / grid.planStep);
			if (xy.length > begin && xy.at(-2) === x && xy.at(-1) === y) continue;
			xy.push(x, y);
		}
		while (xy.length - begin > 2 && xy.at(-2) === xy[begin] && xy.at(-1) === xy[begin + 1]) xy.length -= 2;
		if (ringArea(xy, begin, xy.length) === 0) {
			xy.length = begin;
			if (ringEnds.length === 0) return false;
			continue;
		}
		ringEnds.push(xy.length);
	}
	const bottom = Math.round((outline.bottom - grid.origin[2]) / grid.heightStep);
	const top = Math.round((outline.top - grid.origin[2]) / grid.heightStep);
	mesh.add({ xy, ringEnds, bottom, top: Math.max(top, bottom + 1), floor: false }, row);
	return true;
}

function simplified(group: Group, tolerance: number): Group | undefined {
	const outlines: Outline[] = [];
	for (const { bottom, top, rings } of group.outlines) {
		const simple = rings.map((ring) => simplifyRing(ring, tolerance));
		const [outer, ...holes] = simple;
		if (!outer || ringArea(outer, 0, outer.length) <= tolerance * tolerance) continue;
		outlines.push({
			bottom,
			top,
			rings: [outer, ...holes.filter((hole) => -ringArea(hole, 0, hole.length) > tolerance * tolerance * 25)]
		});
	}
	return outlines.length === 0 ? undefined : { ...group, outlines };
}

function cellOfGroup(group: Group): Cell {
	let [moment, x, y, bottom] = [0, 0, 0, Infinity];
	let longest = 0;
	let direction = 0;
	for (const outline of group.outlines) {
		const ring = outline.rings[0]!;
		const area = Math.max(1e-3, ringArea(ring, 0, ring.length));
		let [sumX, sumY] = [0, 0];
		for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
			sumX += ring[i]!;
			sumY += ring[i + 1]!;
			const dx = ring[i]! - ring[j]!;
			const dy = ring[i + 1]! - ring[j + 1]!;
			const length = dx * dx + dy * dy;
			if (length <= longest) continue;
			longest = length;
			direction = Math.atan2(dy, dx);
		}
		moment += area;
		x += (area * sumX * 2) / ring.length;
		y += (area * sumY * 2) / ring.length;
		bottom = Math.min(bottom, outline.bottom);
	}
	return {
		x: x / moment,
		y: y / moment,
		bottom,
		area: group.area,
		volume: group.area * group.height,
		cos4: group.area * Math.cos(4 * direction),
		sin4: group.area * Math.sin(4 * direction),
		id: group.id,
		idArea: group.area,
		cls: group.cls,
		flags: group.flags
	};
}

function mergeCell(cells: Map<string, Cell>, cell: Cell, side: number): void {
	const key = `${String(Math.floor(cell.x / side))},${String(Math.floor(cell.y / side))}`;
	const other = cells.get(key);
	if (!other) {
		cells.set(key, { ...cell });
		return;
	}
	const area = other.area + cell.area;
	const share = area === 0 ? 0.5 : cell.area / area;
	other.x += (cell.x - other.x) * share;
	other.y += (cell.y - other.y) * share;
	other.bottom += (cell.bottom - other.bottom) * share;
	other.area = area;
	other.volume += cell.volume;
	other.cos4 += cell.cos4;
	other.sin4 += cell.sin4;
	if (cell.idArea > other.idArea || (cell.idArea === other.idArea && cell.id < other.id)) {
		other.id = cell.id;
		other.idArea = cell.idArea;
		other.cls = cell.cls;
		other.flags = cell.flags;
	}
}

/** A square of the cell's built area, turned to the local street grid. */
function square(cell: Cell): Float64Array {
	const half = Math.sqrt(cell.area) / 2;
	const angle = Math.atan2(cell.sin4, cell.cos4) / 4;
	const [c, s] = [half * Math.cos(angle), half * Math.sin(angle)];
	return Float64Array.of(
		cell.x - c + s,
		cell.y - s - c,
		cell.x + c + s,
		cell.y + s - c,
		cell.x + c - s,
		cell.y + s + c,
		cell.x - c - s,
		cell.y - s + c
	);
}
