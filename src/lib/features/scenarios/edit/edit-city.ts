import type { ScenarioWorker, TransitStop } from '#workers/scenario/client.ts';

export type { CityPlace, CityRoad, RoadThere, TransitRoute, TransitStop } from '#workers/scenario/client.ts';

/** A line or a stop of one of the pack's timetables. */
export type TransitThing = Omit<TransitStop, 'at'>;

/** What the editor asks about the city that is edited, as its pack has it. A pack without such things has none. */
export type EditCity = Pick<
	ScenarioWorker,
	'bodies' | 'roadAt' | 'joins' | 'roads' | 'facilityAt' | 'facilities' | 'buildings' | 'stops' | 'routes'
>;
