import { buildingsByUse } from './buildings-by-use.ts';
import { estimatedHeights } from './estimated-heights.ts';
import { pointsPerBuildingCell } from './points-per-building-cell.ts';
import { sumPerBuildingCell } from './sum-per-building-cell.ts';
import { sumPerCell } from './sum-per-cell.ts';
import { tallestBuildings } from './tallest-buildings.ts';
import { tripsPerHour } from './trips-per-hour.ts';

/** Every ready-made question, in the order in which they are offered. A new one is a file and a line here. */
export const QUERIES = [
	pointsPerBuildingCell,
	sumPerBuildingCell,
	sumPerCell,
	tallestBuildings,
	buildingsByUse,
	estimatedHeights,
	tripsPerHour
] as const;
