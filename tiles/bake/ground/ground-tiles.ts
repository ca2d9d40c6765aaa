import type { LngLat } from '#lib/model/geometry.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { TileGrid } from '../building-glb.ts';
import { Projector } from '../projector.ts';
import { unionBounds, writeTileset, writeTwins } from '../tile-files.ts';
import type { TileNode } from '../tile-files.ts';
import { AREA_KINDS, type AreaKind } from '../collected.ts';
import { areaOf, clipArea, vertexCount } from './areas.ts';
import type { Area, Rect } from './areas.ts';
import { groundBounds, writeGroundGlb } from './ground-glb.ts';
import { GroundMesh, groundHeightAt } from './ground-mesh.ts';
import { inferLand } from './inferred-land.ts';
import { RibbonMesh } from './ribbons.ts';
import { LineLevels } from './line-levels.ts';
import type { Line } from './ribbons.ts';

/** Everything on the ground, degrees; flat arrays so that they can be moved between threads. */
export interface GroundTask {
	readonly kind: 'ground';
	readonly folder: string;
	readonly anchor: LngLat;
	/** West, south, east, north of all, metres of the anchor's frame. */
	readonly extent: Rect;
	/** Polygons: kind by number of AREA_KINDS, rings and vertices by their ends. */
	readonly areas: {
		readonly kind: Uint8Array<ArrayBuffer>;
		readonly polygonEnds: Int32Array<ArrayBuffer>;
		readonly ringEnds: Int32Array<ArrayBuffer>;
		readonly lngLat: Float64Array<ArrayBuffer>;
	};
	/** Lines: `style` is a number of LINE_STYLES. */
	readonly lines: {
		readonly style: Uint8Array<ArrayBuffer>;
		/** Does not stand on land: a bridge. */
		readonly aloft: Uint8Array<ArrayBuffer>;
		readonly ends: Int32Array<ArrayBuffer>;
		readonly lngLat: Float64Array<ArrayBuffer>;
	};
	/** Cells of LAND_CELL metres that buildings touch. */
	readonly land: Float64Array<ArrayBuffer>;
}

/** How a line is drawn; roads by class, then waterways by width. */
export const LINE_STYLES = [
	{ kind: 'road', cls: 0, width: 6 },
	{ kind: 'road', cls: 1, width: 8 },
	{ kind: 'road', cls: 2, width: 11 },
	{ kind: 'road', cls: 3, width: 13 },
	{ kind: 'water', cls: 1, width: 4 },
	{ kind: 'water', cls: 2, width: 12 },
	{ kind: 'water', cls: 3, width: 20 }
] as const;

export interface GroundResult {
	readonly tiles: number;
	readonly raw: number;
	readonly gzip: number;
	/** Patches of land that nobody drew. */
	readonly inferred: number;
	readonly transfer: ArrayBuffer[];
}

/** A tile with less to draw is not divided further. */
const LEAF_VERTICES = 3000;
const LEAF_SIDE = 1500;
/** Segments and triangles are at most this long, so that they bend with the earth: 2 km sag 8 cm. */
const BEND = 2000;
/** Geometric error of an inner tile: its side over this. */
const ERROR_SHARE = 64;

/** Bakes the ground into tiles. Runs in a worker. */
export function bakeGround(task: GroundTask): GroundResult {
	const projector = new Projector(new LocalFrame(task.anchor));
	const groundHeight = groundHeightAt(task.anchor[1]);
	const given = readAreas(task, projector);
	const { roads, waterways, standing } = readLines(task, projector);
	const atSea = given.land.length > 0;
	const inferred = atSea ? inferLand(task.land, standing, given.land) : [];
	const [west, south, east, north] = task.extent;
	const base = areaOf([Float64Array.of(west, south, east, south, east, north, west, north)]);
	const baseAreas = base ? [base] : [];
	const { water: water2, green, wood } = given;
	const order: Layers = atSea
		? { water: baseAreas, land: [...given.land, ...inferred], water2, green, wood }
		: { water: [], land: baseAreas, water2, green, wood };

	const side = Math.max(east - west, north - south);
	const centre: [number, number] = [(west + east) / 2, (south + north) / 2];
	const roadLevels = new LineLevels(roads, side, centre);
	const waterLevels = new LineLevels(waterways, side, centre);
	let tiles = 0;
	let raw = 0;
	let gzip = 0;

	const build = (depth: number, x: number, y: number, layers: Layers): TileNode | undefined => {
		const size = side / 2 ** depth;
		const rect: Rect = [
			centre[0] - side / 2 + x * size,
			centre[1] - side / 2 + y * size,
			centre[0] - side / 2 + (x + 1) * size,
			centre[1] - side / 2 + (y + 1) * size
		];
		const weight =
			roadLevels.weight(depth, x, y) +
			waterLevels.weight(depth, x, y) +
			LAYERS.flatMap((layer) => layers[layer]).reduce((sum, area) => sum + vertexCount(area), 0);
		const isLeaf = weight < LEAF_VERTICES || size <= LEAF_SIDE;
		const middle = Math.round(groundHeight((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2));
		const grid: TileGrid = {
			origin: [Math.round((rect[0] + rect[2]) / 2), Math.round((rect[1] + rect[3]) / 2), middle],
			planStep: Math.max(1 / 32, 2 ** Math.ceil(Math.log2(size / 40_000))),
			heightStep: 1 / 16
		};
		const tolerance = isLeaf ? 0.2 : size / 2048;
		const piece = Math.max(BEND, size / 16);
		const stack = LAYERS.map((layer) => {
			const mesh = new GroundMesh(grid, groundHeight);
			for (const area of layers[layer]) mesh.area(area, tolerance, piece);
			return { layer, mesh };
		});
		const water = new RibbonMesh(grid, groundHeight);
		waterLevels.draw(depth, x, y, isLeaf, water);
		const inland = stack.find(({ layer }) => layer === 'water2')!.mesh;
		append(inland, water.surface);
		const roadMesh = new RibbonMesh(grid, groundHeight);
		roadLevels.draw(depth, x, y, isLeaf, roadMesh);
		const meshes = {
			areas: stack.map(({ layer, mesh }) => ({
				kind: layer === 'water2' ? ('water' as const) : layer,
				mesh
			})),
			roads: roadMesh
		};
		const glb = writeGroundGlb(meshes, grid);
		let uri: string | undefined;
		if (glb) {
			uri = `${String(depth)}/${String(x)}-${String(y)}.glb`;
			const written = writeTwins(task.folder, uri, glb);
			tiles++;
			raw += written.raw;
			gzip += written.gzip;
		}
		const children: TileNode[] = [];
		if (!isLeaf)
			for (const [dx, dy] of [
				[0, 0],
				[1, 0],
				[0, 1],
				[1, 1]
			] as const) {
				const half = size / 2;
				// Neighbours overlap by a little: their grids differ, and a crack would show the sky.
				const lap = half / 4000;
				const part: Rect = [
					rect[0] + dx * half - lap,
					rect[1] + dy * half - lap,
					rect[0] + (dx + 1) * half + lap,
					rect[1] + (dy + 1) * half + lap
				];
				const child = build(depth + 1, 2 * x + dx, 2 * y + dy, clipLayers(layers, part));
				if (child) children.push(child);
			}
		if (!glb && children.length === 0) return undefined;
		const own = glb ? [groundBounds(meshes, grid)] : [];
		return {
			bounds: unionBounds([...own, ...children.map((child) => child.bounds)]),
			geometricError: isLeaf ? 0 : size / ERROR_SHARE,
			...(uri === undefined ? {} : { uri }),
			children
		};
	};

	const root = build(0, 0, 0, order);
	if (root) {
		const transform = new LocalFrame(task.anchor).toEcefMatrix;
		const text = writeTileset(task.folder, { ...root, transform }, root.geometricError * 4, () => false);
		raw += text.raw;
		gzip += text.gzip;
	}
	return { tiles, raw, gzip, inferred: inferred.length, transfer: [] };
}

/** From the bottom up: the sea, the land, waters on it, green without trees and with them. */
const LAYERS = ['water', 'land', 'water2', 'green', 'wood'] as const;
type Layers = Readonly<Record<(typeof LAYERS)[number], readonly Area[]>>;

function clipLayers(layers: Layers, rect: Rect): Layers {
	const cut = (areas: readonly Area[]) => areas.flatMap((area) => clipArea(area, rect) ?? []);
	return {
		water: cut(layers.water),
		land: cut(layers.land),
		water2: cut(layers.water2),
		green: cut(layers.green),
		wood: cut(layers.wood)
	};
}

function append(target: GroundMesh, source: GroundMesh): void {
	const first = target.vertexCount;
	for (const value of source.positions) target.positions.push(value);
	for (const index of source.indices) target.indices.push(first + index);
}

function readAreas({ areas }: GroundTask, projector: Projector): Record<AreaKind, Area[]> {
	const result: Record<AreaKind, Area[]> = { land: [], water: [], green: [], wood: [] };
	let ring = 0;
	let vertex = 0;
	areas.kind.forEach((kind, polygon) => {
		const rings: Float64Array[] = [];
		for (; ring < areas.polygonEnds[polygon]!; ring++) {
			const end = areas.ringEnds[ring]!;
			rings.push(projected(areas.lngLat, vertex, end, projector));
			vertex = end;
		}
		const area = areaOf(rings);
		if (area) result[AREA_KINDS[kind]!].push(area);
	});
	return result;
}

function readLines(
	{ lines }: GroundTask,
	projector: Projector
): { roads: Line[]; waterways: Line[]; standing: Line[] } {
	const roads: Line[] = [];
	const waterways: Line[] = [];
	const standing: Line[] = [];
	let vertex = 0;
	lines.style.forEach((number, index) => {
		const style = LINE_STYLES[number]!;
		const end = lines.ends[index]!;
		const line: Line = {
			xy: projected(lines.lngLat, vertex, end, projector),
			cls: style.cls,
			half: style.width / 2
		};
		vertex = end;
		(style.kind === 'road' ? roads : waterways).push(line);
		if (style.kind === 'road' && lines.aloft[index] === 0) standing.push(line);
	});
	return { roads, waterways, standing };
}

function projected(lngLat: Float64Array, from: number, to: number, projector: Projector): Float64Array {
	const xy = new Float64Array(2 * (to - from));
	for (let v = from; v < to; v++) {
		projector.project(lngLat[2 * v]!, lngLat[2 * v + 1]!);
		xy[2 * (v - from)] = projector.x;
		xy[2 * (v - from) + 1] = projector.y;
	}
	return xy;
}
