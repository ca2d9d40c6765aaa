import { axisOf, type Axis } from './axis.ts';
import type { YunquanOptions } from './options.ts';

/**
 * The city on paper: a lattice of main streets with the places that decide everything else. All of it
 * grows with the square root of the number of buildings, so a small Yunquan has every quarter too.
 *
 * Columns run north, rows run east. The old town lies around the origin within its moat; the river runs in
 * a band between two columns east of it; the second and third ring roads are loops of lattice lines.
 */
export interface Plan extends YunquanOptions {
	/** Metres on the ground for a metre of the default city. */
	readonly scale: number;
	readonly columns: Axis;
	readonly rows: Axis;
	/** Metres between the banks' roads. */
	readonly riverBand: number;
}

/** Plan metres of the default city. */
export const PLACES = {
	oldTown: { west: -1240, east: 1240, south: -1120, north: 1160 },
	lake: { west: -2560, south: -2260 },
	river: 2950,
	secondRing: { west: -3500, east: 5350, south: -3450, north: 3300 },
	thirdRing: { west: -6100, east: 8100, south: -6250, north: 5900 },
	edge: { west: -9800, east: 11900, south: -10100, north: 9700 },
	/** Fields go on to here. */
	horizon: { west: -14800, east: 16900, south: -15100, north: 14700 },
	business: { x: 4450, y: 150, radius: 900 },
	station: { x: -100, y: 2450, radius: 520 },
	highTech: { x: -4750, y: -4250, radius: 1350 },
	university: { west: -1000, east: 1000, south: -5050, north: -3750 },
	industry: { west: 4350, east: 8100, south: 3300, north: 6300 },
	port: { south: -5500, north: -3500 },
	newTown: { x: 6500, y: -3400, radius: 1300 },
	hillPark: { x: -3250, y: 1800, radius: 430 }
} as const;

export function planOf(options: YunquanOptions): Plan {
	const { seed, buildings } = options;
	const scale = Math.sqrt(buildings / 60_000);
	const riverBand = Math.min(620, Math.max(110, 290 * Math.sqrt(scale)));
	const { oldTown, lake, river, secondRing, thirdRing, edge, horizon } = PLACES;
	const west = (at: number) => Math.round(at * scale);
	// The band's width does not grow as the city does: what lies east of it moves along.
	const east = (at: number) => Math.round(at * scale + riverBand);
	const columns = axisOf(seed + 11, [
		{ name: 'horizonWest', at: west(horizon.west), spacing: 1250 },
		{ name: 'edgeWest', at: west(edge.west), spacing: 950 },
		{ name: 'thirdWest', at: west(thirdRing.west), spacing: 690 },
		{ name: 'secondWest', at: west(secondRing.west), spacing: 520 },
		{ name: 'lakeWest', at: west(lake.west), spacing: 660 },
		{ name: 'oldWest', at: west(oldTown.west), spacing: 430 },
		{ name: 'axis', at: 0, spacing: 430 },
		{ name: 'oldEast', at: west(oldTown.east), spacing: 520 },
		{ name: 'westBank', at: west(river), spacing: Infinity },
		{ name: 'eastBank', at: east(river), spacing: 480 },
		{ name: 'secondEast', at: east(secondRing.east), spacing: 660 },
		{ name: 'thirdEast', at: east(thirdRing.east), spacing: 930 },
		{ name: 'edgeEast', at: east(edge.east), spacing: 1250 },
		{ name: 'horizonEast', at: east(horizon.east), spacing: Infinity }
	]);
	const rows = axisOf(seed + 12, [
		{ name: 'horizonSouth', at: west(horizon.south), spacing: 1250 },
		{ name: 'edgeSouth', at: west(edge.south), spacing: 930 },
		{ name: 'thirdSouth', at: west(thirdRing.south), spacing: 650 },
		{ name: 'secondSouth', at: west(secondRing.south), spacing: 520 },
		{ name: 'lakeSouth', at: west(lake.south), spacing: 570 },
		{ name: 'oldSouth', at: west(oldTown.south), spacing: 400 },
		{ name: 'axis', at: 0, spacing: 400 },
		{ name: 'oldNorth', at: west(oldTown.north), spacing: 500 },
		{ name: 'secondNorth', at: west(secondRing.north), spacing: 660 },
		{ name: 'thirdNorth', at: west(thirdRing.north), spacing: 930 },
		{ name: 'edgeNorth', at: west(edge.north), spacing: 1250 },
		{ name: 'horizonNorth', at: west(horizon.north), spacing: Infinity }
	]);
	return { ...options, scale, columns, rows, riverBand };
}
