import type { CityParts, PartName } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { CityReader } from '../city/city-reader.ts';
import { editBuildings } from './buildings.ts';
import { editFacilities } from './facilities.ts';
import { editFootprints } from './footprints.ts';
import { editLamps } from './lamps.ts';
import { editRoads } from './roads.ts';
import { editTransit } from './transit.ts';
import { editZones } from './zones.ts';

/** How one part changes. */
export interface PartEdits<N extends PartName> {
	/** Edits that change it; with none of them it stays the same object. */
	readonly kinds: readonly ScenarioEdit['kind'][];
	/**
	 * The part after all edits of a scenario, in their order. An edit's place among them names what it adds: `new-2`.
	 * `city` is as it was before them.
	 */
	edit(
		part: CityParts[N],
		edits: readonly ScenarioEdit[],
		city: CityReader
	): CityParts[N] | Promise<CityParts[N]>;
}

/** Buildings and who is in them. */
const PEOPLE = ['building-add', 'building-remove', 'people', 'district'] as const;

/** Edits by the parts that they change. */
export const PART_EDITS: { readonly [N in PartName]?: PartEdits<N> } = {
	roads: { kinds: ['road', 'road-add'], edit: editRoads },
	zones: { kinds: PEOPLE, edit: editZones },
	buildings: { kinds: PEOPLE, edit: editBuildings },
	footprints: { kinds: PEOPLE, edit: editFootprints },
	facilities: { kinds: ['facility-add', 'facility-remove', 'district'], edit: editFacilities },
	transit: { kinds: ['line-add', 'line-remove', 'stop-add', 'stop-remove'], edit: editTransit },
	lamps: { kinds: ['lamps'], edit: editLamps }
};
