import type { FacilitiesPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { Coverage } from './coverage.ts';
import type { DemandPoints } from './demand.ts';
import type { AccessSettings } from './parameters.ts';
import type { ServicePlaces } from './service-places.ts';
import type { Service } from './services.ts';
import type { NearestTimes } from './travel.ts';

/** What the model has found out, before it is put into layers and indicators. */
export interface AccessAnswer {
	readonly settings: AccessSettings;
	readonly facilities: FacilitiesPart;
	readonly zones: ZonesPart;
	readonly demand: DemandPoints;
	readonly places: ServicePlaces;
	/** Services that are counted: those that the city has, or had. */
	readonly services: readonly AnsweredService[];
	/** Asked for, but nothing of the kind is known. */
	readonly unknown: readonly Service[];
	readonly coverage: Coverage;
	/** By facility of `places.facilities`: people within the limit. */
	readonly peopleInReach: Float64Array;
	/** By row of the facilities: 1 when it stands in water. */
	readonly flooded: Uint8Array | undefined;
	/** People from whose home no street leads anywhere. */
	readonly cutOff: number;
}

export interface AnsweredService {
	readonly service: Service;
	/** Facilities of it by place, in use or not. */
	readonly facilities: readonly number[];
	readonly times: NearestTimes;
	/** By point: what facilities with a capacity offer per user; absent: none says its capacity. */
	readonly perUser?: Float64Array;
}
