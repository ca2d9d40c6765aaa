import { join } from 'node:path';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { TerrainRecord } from '#tiles/source-records.ts';
import type { CollectedRoads } from '../collected.ts';
import { encoderReady } from '../glb.ts';
import type { CityHeights } from '../visibility.ts';
import { builtGround } from './built-ground.ts';
import { heightLookup } from './height-lookup.ts';
import { reliefOf } from './relief.ts';
import { writeTerrain } from './terrain-tiles.ts';

export interface TerrainToBake {
	/** Pack folder. */
	readonly out: string;
	readonly frame: LocalFrame;
	/** West, south, east, north of the ground that is drawn, metres of the frame. */
	readonly extent: readonly [number, number, number, number];
	/** Where they overlap the first one counts. */
	readonly terrain: readonly TerrainRecord[];
	readonly heights: CityHeights;
	readonly roads: CollectedRoads;
}

/** Finest and coarsest samples of hills, metres; between them so many to a side. */
const [FINEST, SAMPLES] = [40, 360] as const;

/** Bakes the hills around a city into tiles/terrain; returns how many tiles, 0 where all is level. */
export async function bakeTerrain(task: TerrainToBake): Promise<number> {
	const { out, frame, extent, terrain, heights, roads } = task;
	const [west, south, east, north] = extent;
	const step = Math.max(FINEST, Math.ceil(Math.max(east - west, north - south) / SAMPLES));
	const place = {
		west,
		south,
		step,
		columns: Math.floor((east - west) / step) + 1,
		rows: Math.floor((north - south) / step) + 1
	};
	const isBuilt = builtGround(place, frame, heights.volumes(step), roads);
	const lookups = terrain.map((grid) => heightLookup(grid, frame));
	const heightAt = (x: number, y: number) => {
		for (const lookup of lookups) {
			const height = lookup(x, y);
			if (!Number.isNaN(height)) return height;
		}
		return NaN;
	};
	const relief = reliefOf({ heightAt, isBuilt }, place);
	await encoderReady;
	return writeTerrain(join(out, 'tiles', 'terrain'), frame.anchor, relief);
}
