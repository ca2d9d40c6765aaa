import { join } from 'node:path';
import { Float32, Uint8 } from 'apache-arrow';
import type { CityManifest } from '#lib/model/city.ts';
import type { BBox } from '#lib/model/geometry.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { TerrainRecord } from '#tiles/source-records.ts';
import { writeArrow } from '../buildings-table.ts';
import { AREA_KINDS, type CollectedSurfaces, type CollectedWaterways } from '../collected.ts';
import { fillRings } from '../raster.ts';
import { heightLookup } from './height-lookup.ts';

export interface HeightsToKeep {
	/** Pack folder. */
	readonly out: string;
	readonly frame: LocalFrame;
	/** Where the city stands. */
	readonly bbox: BBox;
	/** Where they overlap the first one counts. */
	readonly terrain: readonly TerrainRecord[];
	readonly surfaces: CollectedSurfaces;
	readonly waterways: CollectedWaterways;
}

/** Side of a cell at least, and ground around the city whose rain runs into it, metres. */
const [CELL, MARGIN] = [25, 1500] as const;
/** Most cells: 5 bytes each. */
const CELLS = 640_000;

/** Writes heights.arrow: heights of the ground in and around the city, and where water stands. */
export function writeGroundHeights(task: HeightsToKeep): NonNullable<CityManifest['heights']> {
	const { out, frame, bbox, terrain } = task;
	const place = placeOf(frame, bbox);
	const { west, south, stepLng, stepLat, columns, rows } = place;
	const lookups = terrain.map((grid) => heightLookup(grid, frame));
	const height = new Float32Array(columns * rows).fill(NaN);
	for (let row = 0, cell = 0; row < rows; row++)
		for (let column = 0; column < columns; column++, cell++) {
			const [x, y] = frame.toLocal(west + (column + 0.5) * stepLng, south + (row + 0.5) * stepLat);
			for (const lookup of lookups) {
				height[cell] = Math.round(100 * lookup(x, y)) / 100;
				if (!Number.isNaN(height[cell]!)) break;
			}
		}
	writeArrow(join(out, 'heights.arrow'), {
		height: { type: new Float32(), values: height, valid: (cell) => !Number.isNaN(height[cell]!) },
		water: { type: new Uint8(), values: waterCells(place, task) }
	});
	return { file: 'heights.arrow', ...place };
}

type Place = Omit<NonNullable<CityManifest['heights']>, 'file'>;

function placeOf(frame: LocalFrame, [west, south, east, north]: BBox): Place {
	const [lng, lat] = [(west + east) / 2, (south + north) / 2];
	const [x, y] = frame.toLocal(lng, lat);
	const [nextLng, nextLat] = frame.toLngLat(x + 1, y + 1);
	const [metreLng, metreLat] = [nextLng - lng, nextLat - lat];
	const [width, depth] = [(east - west) / metreLng + 2 * MARGIN, (north - south) / metreLat + 2 * MARGIN];
	const cell = Math.max(CELL, Math.sqrt((width * depth) / CELLS));
	return {
		west: ninth(west - MARGIN * metreLng),
		south: ninth(south - MARGIN * metreLat),
		stepLng: ninth(cell * metreLng),
		stepLat: ninth(cell * metreLat),
		columns: Math.floor(width / cell),
		rows: Math.floor(depth / cell)
	};
}

/** 1 where a cell's middle lies in water, a waterway crosses it, or land was given and lies elsewhere. */
function waterCells(place: Place, { surfaces, waterways }: HeightsToKeep): Uint8Array {
	const { west, south, stepLng, stepLat, columns, rows } = place;
	const cells = new Uint8Array(columns * rows);
	const [land, water] = [AREA_KINDS.indexOf('land'), AREA_KINDS.indexOf('water')];
	if (surfaces.kind.view().includes(land)) cells.fill(1);
	const pixels = (flat: Float64Array, begin: number, end: number) =>
		flat
			.subarray(2 * begin, 2 * end)
			.map((degrees, index) => (index % 2 === 0 ? (degrees - west) / stepLng : (degrees - south) / stepLat));
	const paint = (chosen: number, value: 0 | 1) => {
		let [ring, vertex] = [0, 0];
		surfaces.kind.view().forEach((kind, polygon) => {
			const rings: Float64Array[] = [];
			for (; ring < surfaces.polygonEnds.view()[polygon]!; ring++) {
				const end = surfaces.ringEnds.view()[ring]!;
				if (kind === chosen) rings.push(pixels(surfaces.lngLat.view(), vertex, end));
				vertex = end;
			}
			fillRings(rings, columns, rows, (row, from, to) =>
				cells.fill(value, row * columns + from, row * columns + to)
			);
		});
	};
	paint(land, 0);
	paint(water, 1);
	let begin = 0;
	for (const end of waterways.ends.view()) {
		const line = pixels(waterways.lngLat.view(), begin, end);
		for (let k = 2; k < line.length; k += 2) {
			const [fromX, fromY, toX, toY] = [line[k - 2]!, line[k - 1]!, line[k]!, line[k + 1]!];
			const pieces = Math.ceil(2 * Math.hypot(toX - fromX, toY - fromY)) || 1;
			for (let piece = 0; piece <= pieces; piece++) {
				const column = Math.floor(fromX + ((toX - fromX) * piece) / pieces);
				const row = Math.floor(fromY + ((toY - fromY) * piece) / pieces);
				if (column >= 0 && row >= 0 && column < columns && row < rows) cells[row * columns + column] = 1;
			}
		}
		begin = end;
	}
	return cells;
}

function ninth(degrees: number): number {
	return Math.round(degrees * 1e9) / 1e9;
}
