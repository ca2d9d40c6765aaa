import { FLAG_ESTIMATED } from './body-record.ts';
import { BodyMesh } from './body-mesh.ts';
import { HEIGHT_ESTIMATED, meshBounds, writeBuildingGlb } from './building-glb.ts';
import type { Bounds, TileGrid } from './building-glb.ts';
import { HEIGHT_STEP, PLAN_STEP } from './footprints.ts';
import type { Footprints } from './footprints.ts';
import type { Group, Outline, Summary } from './level-summary.ts';
import { CELLS_ACROSS, CELLS_ACROSS_LAST, KEEP, reduceSummary, writeLevelTile } from './levels.ts';
import { unionBounds, writeTwins } from './tile-files.ts';
import type { TileNode } from './tile-files.ts';
import type { UnitRows } from './unit-rows.ts';
import { vertexRange } from './unit-rows.ts';

/** Most features a leaf tile holds. */
export const LEAF_CAP = 2000;
const DEEPEST = 14;

export interface TileFigures {
	tiles: number;
	triangles: number;
	leafBytes: number;
	leafGzip: number;
	levelBytes: number;
	levelGzip: number;
	crossed: number;
}

export interface UnitTilesInput {
	readonly footprints: Footprints;
	readonly rows: UnitRows;
	/** Side of the unit's square, metres. */
	readonly side: number;
	/** Global id of row 0. */
	readonly baseId: number;
	/** Folder of the tileset, and where in it this unit's files go. */
	readonly folder: string;
	readonly name: string;
	/** `cls` of each use. */
	readonly classOf: Uint8Array;
}

/** Writes all tiles of a unit, leaves first; returns its top node and what that passes on. */
export function writeUnitTiles(input: UnitTilesInput): {
	node: TileNode;
	summary: Summary;
	figures: TileFigures;
} {
	const { rows } = input;
	const figures = {
		tiles: 0,
		triangles: 0,
		leafBytes: 0,
		leafGzip: 0,
		levelBytes: 0,
		levelGzip: 0,
		crossed: 0
	};
	const build = (begin: number, end: number, depth: number, path: string): Built => {
		const features = rows.start[end]! - rows.start[begin]!;
		if (features <= LEAF_CAP || depth >= DEEPEST) return leaf(begin, end, path);
		const shift = 30 - 2 * depth;
		const children: Built[] = [];
		let from = begin;
		while (from < end) {
			const quarter = (rows.code[from]! >>> shift) & 3;
			let to = from;
			while (to < end && ((rows.code[to]! >>> shift) & 3) === quarter) to++;
			children.push(build(from, to, depth + 1, path + String(quarter)));
			from = to;
		}
		return children.length === 1 ? children[0]! : inner(children, depth, path);
	};

	const leaf = (begin: number, end: number, path: string): Built => {
		const summary: Summary = { groups: [], cells: [] };
		for (let row = begin; row < end; row++) {
			const group = groupOf(input, row);
			if (group) summary.groups.push(group);
		}
		const tile = writeLeaf(input, begin, end);
		if (!tile) return { node: undefined, summary };
		const uri = `${input.name}/${path}.glb`;
		const written = writeTwins(input.folder, uri, tile.glb);
		figures.tiles++;
		figures.triangles += tile.triangles;
		figures.crossed += tile.crossed;
		figures.leafBytes += written.raw;
		figures.leafGzip += written.gzip;
		return { node: { bounds: tile.bounds, geometricError: 0, uri, children: [] }, summary };
	};

	const inner = (children: readonly Built[], depth: number, path: string): Built => {
		const nodes = children.flatMap(({ node }) => (node ? [node] : []));
		const last = nodes.every((node) => node.children.length === 0);
		const rule = { cell: input.side / 2 ** depth / (last ? CELLS_ACROSS_LAST : CELLS_ACROSS), keep: KEEP };
		const summary = reduceSummary(
			children.map((child) => child.summary),
			rule
		);
		const tile = writeLevelTile(summary, rule);
		if (nodes.length === 0) return { node: undefined, summary };
		const bounds = unionBounds([...nodes.map((node) => node.bounds), ...(tile ? [tile.bounds] : [])]);
		if (!tile) return { node: { bounds, geometricError: rule.cell, children: nodes }, summary };
		const uri = `${input.name}/${path}.glb`;
		const written = writeTwins(input.folder, uri, tile.glb);
		figures.tiles++;
		figures.triangles += tile.triangles;
		figures.levelBytes += written.raw;
		figures.levelGzip += written.gzip;
		return { node: { bounds, geometricError: rule.cell, uri, children: nodes }, summary };
	};

	const { node, summary } = build(0, rows.count, 0, 't');
	return {
		node: node ?? { bounds: [0, 0, 0, 0, 0, 0], geometricError: 0, children: [] },
		summary,
		figures
	};
}

interface Built {
	/** Undefined when nothing in it can be drawn. */
	readonly node: TileNode | undefined;
	readonly summary: Summary;
}

interface Leaf {
	readonly glb: Uint8Array;
	readonly bounds: Bounds;
	readonly triangles: number;
	readonly crossed: number;
}

function writeLeaf(
	{ footprints, rows, baseId, classOf }: UnitTilesInput,
	begin: number,
	end: number
): Leaf | undefined {
	const grid = leafGrid(footprints, rows, begin, end);
	if (!grid) return undefined;
	const mesh = new BodyMesh();
	const { polygonStart, ringStart, vertexStart, xy } = footprints;
	const unit = grid.planStep / PLAN_STEP;
	const [originX, originY] = [grid.origin[0] / PLAN_STEP, grid.origin[1] / PLAN_STEP];
	const zUnit = grid.heightStep;
	for (let row = begin; row < end; row++) {
		const ground = footprints.ground[rows.head[row]!]!;
		for (let item = rows.start[row]!; item < rows.start[row + 1]!; item++) {
			const f = rows.items[item]!;
			const floor = footprints.minHeight[f]! > 0;
			const bottom = Math.round((ground + footprints.minHeight[f]! - grid.origin[2]) / zUnit);
			const top = Math.max(bottom + 1, Math.round((ground + footprints.height[f]! - grid.origin[2]) / zUnit));
			for (let p = polygonStart[f]!; p < polygonStart[f + 1]!; p++) {
				const first = 2 * vertexStart[ringStart[p]!]!;
				const last = 2 * vertexStart[ringStart[p + 1]!]!;
				const local = new Array<number>(last - first);
				for (let i = first; i < last; i += 2) {
					local[i - first] = Math.round((xy[i]! - originX) / unit);
					local[i - first + 1] = Math.round((xy[i + 1]! - originY) / unit);
				}
				const ringEnds: number[] = [];
				for (let r = ringStart[p]!; r < ringStart[p + 1]!; r++)
					ringEnds.push(2 * vertexStart[r + 1]! - first);
				mesh.add({ xy: local, ringEnds, bottom, top, floor }, row - begin);
			}
		}
	}
	if (mesh.vertexCount === 0) return undefined;
	const count = end - begin;
	const id = new Uint32Array(count);
	const height = new Float32Array(count);
	const cls = new Uint8Array(count);
	const flags = new Uint8Array(count);
	for (let i = 0; i < count; i++) {
		const row = begin + i;
		id[i] = baseId + row;
		height[i] = Math.round(rows.height[row]! * 10) / 10;
		cls[i] = classOf[footprints.use[rows.head[row]!]!] ?? 0;
		flags[i] = rows.estimated[row]! * HEIGHT_ESTIMATED;
	}
	return {
		glb: writeBuildingGlb(mesh, { id, height, cls, flags }, grid),
		bounds: meshBounds(mesh, grid),
		triangles: mesh.indexCount / 3,
		crossed: mesh.crossed
	};
}

/** The unit's grid, shifted to the leaf; coarser only where 16 bits would not hold the leaf. */
function leafGrid(footprints: Footprints, rows: UnitRows, begin: number, end: number): TileGrid | undefined {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	let [low, high] = [Infinity, -Infinity];
	for (let item = rows.start[begin]!; item < rows.start[end]!; item++) {
		const f = rows.items[item]!;
		const ground = footprints.ground[f]!;
		low = Math.min(low, ground);
		high = Math.max(high, ground + footprints.height[f]!);
		const [from, to] = vertexRange(footprints, f);
		for (let i = from; i < to; i += 2) {
			west = Math.min(west, footprints.xy[i]!);
			east = Math.max(east, footprints.xy[i]!);
			south = Math.min(south, footprints.xy[i + 1]!);
			north = Math.max(north, footprints.xy[i + 1]!);
		}
	}
	if (!(east > west)) return undefined;
	let unit = 1;
	while (Math.max(east - west, north - south) / unit > 65_000) unit *= 2;
	let heightStep = HEIGHT_STEP;
	while ((high - low) / heightStep > 65_000) heightStep *= 2;
	const middle = (a: number, b: number, step: number) => Math.round((a + b) / 2 / step) * step;
	return {
		origin: [
			middle(west, east, unit) * PLAN_STEP,
			middle(south, north, unit) * PLAN_STEP,
			middle(low, high, heightStep)
		],
		planStep: PLAN_STEP * unit,
		heightStep
	};
}

function groupOf({ footprints, rows, baseId, classOf }: UnitTilesInput, row: number): Group | undefined {
	const { polygonStart, ringStart, vertexStart, xy } = footprints;
	const head = rows.head[row]!;
	const ground = footprints.ground[head]!;
	const outlines: Outline[] = [];
	let area = 0;
	for (let item = rows.start[row]!; item < rows.start[row + 1]!; item++) {
		const f = rows.items[item]!;
		area = Math.max(area, footprints.area[f]!);
		for (let p = polygonStart[f]!; p < polygonStart[f + 1]!; p++) {
			const rings: Float64Array[] = [];
			for (let r = ringStart[p]!; r < ringStart[p + 1]!; r++) {
				const ring = new Float64Array(2 * (vertexStart[r + 1]! - vertexStart[r]!));
				for (let i = 0; i < ring.length; i++) ring[i] = xy[2 * vertexStart[r]! + i]! * PLAN_STEP;
				rings.push(ring);
			}
			outlines.push({
				bottom: ground + footprints.minHeight[f]!,
				top: ground + footprints.height[f]!,
				rings
			});
		}
	}
	if (outlines.length === 0) return undefined;
	return {
		id: baseId + row,
		cls: classOf[footprints.use[head]!] ?? 0,
		flags: (rows.estimated[row]! & FLAG_ESTIMATED) * HEIGHT_ESTIMATED,
		height: rows.height[row]!,
		area: Math.max(area, footprints.area[head]!),
		outlines
	};
}
