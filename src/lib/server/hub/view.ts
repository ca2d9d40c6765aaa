import type { z } from 'zod';
import type { subscribeRequest } from '#lib/model/wire/events.ts';
import { tilesOver, type TileSet } from './tile-set.ts';

/** What of a state layer a subscription looks at: those with the same key get the same messages. */
export interface View {
	/** 0 = counts by cell, 1 = decimated, both once a second; 2 = every entity at the layer's own pace. */
	readonly lod: 0 | 1 | 2;
	/** Absent: everything, entities without a position too. */
	readonly tiles?: TileSet;
	/** `{lod}/all` or `{lod}/{z}/…`: the rest of the room's name. */
	readonly key: string;
	/** Zoom of the cells of level 0. */
	readonly cellZoom: number;
}

/** Cells of level 0 are a quarter of a tile's side; of everything, about 2 km. */
const CELLS_IN_TILE = 2;
const CELLS_OF_ALL = 14;

/** The whole layer, every entity. */
export const EVERYTHING: View = { lod: 2, key: '2/all', cellZoom: CELLS_OF_ALL };

/** The view that a request asks for. Throws SUBSCRIPTION_INVALID for an area that is none. */
export function viewOf({ lod, area }: Pick<z.output<typeof subscribeRequest>, 'lod' | 'area'>): View {
	if (!area) return { lod, key: `${lod}/all`, cellZoom: CELLS_OF_ALL };
	const tiles = tilesOver(area.bbox, area.z);
	return { lod, tiles, key: `${lod}/${tiles.key}`, cellZoom: Math.min(16, tiles.z + CELLS_IN_TILE) };
}
