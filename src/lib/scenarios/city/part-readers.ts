import type { PartName } from '#lib/model/scenario/city-parts.ts';
import type { PartReader } from './city-reader.ts';
import { readBuildings } from './parts/buildings.ts';
import { readFacilities } from './parts/facilities.ts';
import { readFootprints } from './parts/footprints.ts';
import { readInlets } from './parts/inlets.ts';
import { readLamps } from './parts/lamps.ts';
import { readRoads } from './parts/roads.ts';
import { readTerrain } from './parts/terrain.ts';
import { readTransit } from './parts/transit.ts';
import { readZones } from './parts/zones.ts';

/** Parts of a city that models may ask for. */
export const PART_READERS: { readonly [N in PartName]: PartReader<N> } = {
	roads: readRoads,
	zones: readZones,
	buildings: readBuildings,
	footprints: readFootprints,
	facilities: readFacilities,
	transit: readTransit,
	terrain: readTerrain,
	inlets: readInlets,
	lamps: readLamps
};
