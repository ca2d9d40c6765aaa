import { entriesByHour } from './campus/entries-by-hour.ts';
import { fastSchoolBuses } from './campus/fast-school-buses.ts';
import { buildingsByUse } from './city/buildings-by-use.ts';
import { estimatedHeights } from './city/estimated-heights.ts';
import { pointsPerBuildingCell } from './city/points-per-building-cell.ts';
import { sumPerBuildingCell } from './city/sum-per-building-cell.ts';
import { sumPerCell } from './city/sum-per-cell.ts';
import { tallestBuildings } from './city/tallest-buildings.ts';
import { tripsPerHour } from './city/trips-per-hour.ts';
import { loadByHour } from './energy/load-by-hour.ts';
import { loadedSubstations } from './energy/loaded-substations.ts';
import { rainByHour } from './environment/rain-by-hour.ts';
import { stationsAbove } from './environment/stations-above.ts';
import { metricByHour } from './history/metric-by-hour.ts';
import { disobedientLamps } from './lighting/disobedient-lamps.ts';
import { lampsOnByDay } from './lighting/lamps-on-by-day.ts';
import { congestedHours } from './mobility/congested-hours.ts';
import { slowSections } from './mobility/slow-sections.ts';
import { fullCarParks } from './parking/full-car-parks.ts';
import { movedManholes } from './parking/moved-manholes.ts';
import { crowdedPlaces } from './safety/crowded-places.ts';
import { patrolDistance } from './safety/patrol-distance.ts';
import { floodedUnderpasses } from './water/flooded-underpasses.ts';
import { riversAboveWarning } from './water/rivers-above-warning.ts';

/** Every ready-made question, in the order in which they are offered. A new one is a file and a line here. */
export const QUERIES = [
	pointsPerBuildingCell,
	sumPerBuildingCell,
	sumPerCell,
	tallestBuildings,
	buildingsByUse,
	estimatedHeights,
	tripsPerHour,
	metricByHour,
	congestedHours,
	slowSections,
	lampsOnByDay,
	disobedientLamps,
	stationsAbove,
	rainByHour,
	riversAboveWarning,
	floodedUnderpasses,
	crowdedPlaces,
	patrolDistance,
	fullCarParks,
	movedManholes,
	loadedSubstations,
	loadByHour,
	entriesByHour,
	fastSchoolBuses
] as const;
