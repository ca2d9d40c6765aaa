import { closeSync, openSync } from 'node:fs';
import type { LngLat } from '#lib/model/geometry.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { gatherFootprints } from './footprint-columns.ts';
import type { FootprintColumns } from './footprint-columns.ts';
import { PLAN_STEP, readFootprints } from './footprints.ts';
import type { Footprints } from './footprints.ts';
import { moveSummary, packSummary } from './level-summary.ts';
import type { PackedSummary } from './level-summary.ts';
import { KEEP, reduceSummary } from './levels.ts';
import { betweenFrames } from './projector.ts';
import { fillRings } from './raster.ts';
import type { HeightWindow, RasterGrid } from './raster.ts';
import { readChunks } from './spool.ts';
import type { TileNode } from './tile-files.ts';
import { matchAddresses } from './unit-addresses.ts';
import type { AddressInput } from './unit-addresses.ts';
import { gatherColumns } from './unit-columns.ts';
import type { BuildingColumns } from './unit-columns.ts';
import { arrangeRows } from './unit-rows.ts';
import { writeUnitTiles } from './unit-tiles.ts';
import type { TileFigures } from './unit-tiles.ts';

/** Width of the cells in which inferred land is marked, metres. */
export const LAND_CELL = 25;

/** One unit of the second pass: a square of the city small enough for one frame and one memory. */
export interface UnitTask {
	readonly kind: 'unit';
	readonly spool: string;
	/** Offset and length in bytes, alternating. */
	readonly chunks: readonly number[];
	readonly centre: LngLat;
	/** Metres. */
	readonly side: number;
	readonly anchor: LngLat;
	readonly baseId: number;
	readonly folder: string;
	readonly name: string;
	readonly classOf: Uint8Array;
	/** Cell of the tile above, so that what is passed up is already reduced; 0 when there is none. */
	readonly parentCell: number;
	readonly addresses: AddressInput;
	readonly raster: RasterGrid;
}

export interface UnitResult {
	readonly node: TileNode;
	readonly summary: PackedSummary;
	readonly figures: TileFigures;
	readonly columns: BuildingColumns;
	readonly outlines: FootprintColumns;
	/** Global building id of each address of the task, −1 = none. */
	readonly addressBuilding: Int32Array<ArrayBuffer>;
	readonly addressDistance: Float32Array<ArrayBuffer>;
	readonly tops: HeightWindow | undefined;
	/** Cells of LAND_CELL metres of the anchor's frame that buildings touch: (x + 32768) × 65536 + y + 32768. */
	readonly land: Float64Array<ArrayBuffer>;
	readonly features: number;
	/** Of all bodies, metres. */
	readonly maxHeight: number;
	readonly outlinesDropped: number;
	/** Source ids of features whose outline vanished on the grid. */
	readonly vanished: readonly number[];
	/** What may be moved to the other thread. */
	readonly transfer: ArrayBuffer[];
}

/** Bakes one unit: tiles, table rows, address matches, raster. Runs in a worker. */
export function bakeUnit(task: UnitTask): UnitResult {
	const frame = new LocalFrame(task.centre);
	const file = openSync(task.spool, 'r');
	let words: Int32Array;
	try {
		words = readChunks(file, task.chunks);
	} finally {
		closeSync(file);
	}
	const footprints = readFootprints(words, frame);
	const rows = arrangeRows(footprints, task.side);
	const tiles = writeUnitTiles({ ...task, footprints, rows });
	const addresses = matchAddresses(footprints, rows, frame, task.addresses);
	const columns = gatherColumns(footprints, rows, frame, task.baseId, addresses);

	const outlines = gatherFootprints(footprints, rows, frame);

	const anchor = new LocalFrame(task.anchor);
	const matrix = betweenFrames(frame, anchor);
	let moved = moveSummary(tiles.summary, matrix);
	if (task.parentCell > 0) moved = reduceSummary([moved], { cell: task.parentCell, keep: KEEP });
	const summary = packSummary(moved);
	const { tops, land } = rasterise(footprints, matrix, task.raster);
	return {
		node: { ...tiles.node, transform: matrix },
		summary,
		figures: tiles.figures,
		columns,
		outlines,
		addressBuilding: addresses.row.map((row) => (row < 0 ? -1 : task.baseId + row)),
		addressDistance: addresses.distance,
		tops,
		land,
		features: footprints.count,
		maxHeight: footprints.height.reduce((a, b) => Math.max(a, b), 0),
		outlinesDropped: rows.outlinesDropped,
		vanished: footprints.vanished.map((feature) => footprints.sourceId[feature]!),
		transfer: [
			summary.groups.buffer,
			summary.cells.buffer,
			land.buffer,
			...(tops ? [tops.tops.buffer] : []),
			...[columns.sourceId, columns.use, columns.height, columns.minHeight, columns.estimated].map(
				(c) => c.buffer
			),
			...[columns.levels, columns.street, columns.lng, columns.lat, columns.area, columns.cell].map(
				(c) => c.buffer
			),
			...[outlines.starts, outlines.lng, outlines.lat].map((c) => c.buffer),
			...[columns.year, columns.residents, columns.jobs].map((c) => c.buffer),
			...[columns.name, columns.houseNumber].flatMap((c) => [
				c.offsets.buffer,
				c.bytes.buffer,
				c.valid.buffer
			])
		]
	};
}

function rasterise(
	footprints: Footprints,
	m: readonly number[],
	grid: RasterGrid
): { tops: HeightWindow | undefined; land: Float64Array<ArrayBuffer> } {
	const { count, polygonStart, ringStart, vertexStart, xy } = footprints;
	const land = new Set<number>();
	const toX = (i: number) => (m[0]! * xy[i]! + m[4]! * xy[i + 1]!) * PLAN_STEP + m[12]!;
	const toY = (i: number) => (m[1]! * xy[i]! + m[5]! * xy[i + 1]!) * PLAN_STEP + m[13]!;
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = 0; i < xy.length; i += 2) {
		const [x, y] = [toX(i), toY(i)];
		west = Math.min(west, x);
		east = Math.max(east, x);
		south = Math.min(south, y);
		north = Math.max(north, y);
		land.add((Math.floor(x / LAND_CELL) + 32768) * 65536 + Math.floor(y / LAND_CELL) + 32768);
	}
	const cells = Float64Array.from(land);
	const x = Math.max(0, Math.floor((west - grid.west) / grid.metresPerPixel));
	const y = Math.max(0, Math.floor((grid.north - north) / grid.metresPerPixel));
	const width = Math.min(grid.width, Math.ceil((east - grid.west) / grid.metresPerPixel)) - x;
	const height = Math.min(grid.height, Math.ceil((grid.north - south) / grid.metresPerPixel)) - y;
	if (!(width > 0 && height > 0)) return { tops: undefined, land: cells };
	const tops = new Uint16Array(width * height);
	for (let f = 0; f < count; f++) {
		const top = Math.min(65535, Math.round(footprints.height[f]! * 10));
		for (let p = polygonStart[f]!; p < polygonStart[f + 1]!; p++) {
			const rings: Float64Array[] = [];
			for (let r = ringStart[p]!; r < ringStart[p + 1]!; r++) {
				const ring = new Float64Array(2 * (vertexStart[r + 1]! - vertexStart[r]!));
				for (let i = 0; i < ring.length; i += 2) {
					const from = 2 * vertexStart[r]! + i;
					ring[i] = (toX(from) - grid.west) / grid.metresPerPixel - x;
					ring[i + 1] = (grid.north - toY(from)) / grid.metresPerPixel - y;
				}
				rings.push(ring);
			}
			fillRings(rings, width, height, (row, from, to) => {
				for (let i = row * width + from; i < row * width + to; i++) if (tops[i]! < top) tops[i] = top;
			});
		}
	}
	return { tops: { x, y, width, height, tops }, land: cells };
}
