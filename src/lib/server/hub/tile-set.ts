import { AppError } from '#lib/model/errors.ts';
import type { BBox } from '#lib/model/geometry.ts';
import { LIMITS } from '#lib/model/wire/events.ts';
import { CELL_ZOOM, NO_CELL, cellOf, keyOf, tileOf, xyOf } from './quadtile.ts';

/** The tiles that cover an area, all of one zoom. */
export interface TileSet {
	readonly z: number;
	/** Numbers of quadtile.ts. */
	readonly tiles: ReadonlySet<number>;
	/** The same for the same tiles. */
	readonly key: string;
}

/**
 * Tiles of the whole zoom below `z` that cover `bbox` (west > east: across the antimeridian), or of the finest zoom
 * at which they are at most `most`. Throws SUBSCRIPTION_INVALID when south is north of north.
 */
export function tilesOver([west, south, east, north]: BBox, z: number, most: number = LIMITS.tiles): TileSet {
	if (south > north)
		throw new AppError('SUBSCRIPTION_INVALID', {
			message: `The area's south ${south} lies north of its north ${north}: give west, south, east, north.`
		});
	const [left, top] = xyOf(cellOf(Math.round(west * 1e7), Math.round(north * 1e7)));
	const [right, bottom] = xyOf(cellOf(Math.round(east * 1e7), Math.round(south * 1e7)));
	for (let zoom = Math.min(CELL_ZOOM, Math.floor(z)); ; zoom--) {
		const side = 2 ** zoom;
		const [x0, y0, x1, y1] = [left, top, right, bottom].map((cell) => cell >> (CELL_ZOOM - zoom)) as [
			number,
			number,
			number,
			number
		]; // four in, four out
		const columns = west <= east ? x1 - x0 + 1 : Math.min(side, side - x0 + x1 + 1);
		if (zoom > 0 && columns * (y1 - y0 + 1) > most) continue;
		const tiles = new Set<number>();
		for (let column = 0; column < columns; column++)
			for (let y = y0; y <= y1; y++) tiles.add(keyOf((x0 + column) % side, y));
		return { z: zoom, tiles, key: `${zoom}/${x0}+${columns}/${y0}+${y1 - y0 + 1}` };
	}
}

/** True when the cell lies in one of the tiles. */
export const isIn = ({ z, tiles }: TileSet, cell: number): boolean =>
	cell !== NO_CELL && tiles.has(tileOf(cell, z));

/** The tiles as a reply says them. */
export const wireTiles = ({ z, tiles }: TileSet) => ({ z, xy: [...tiles].map(xyOf) });
