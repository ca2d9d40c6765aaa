import type { Collector } from '../support/collector.ts';
import { centreOfGeometry, type Centre } from '../support/geometry-centre.ts';
import { field, isObject } from '../support/records.ts';
import type { Entity } from './entity.ts';

/** Where the entity is, from `location`; a fault is rejected and the entity goes on without. */
export function locationOf(entity: Entity, place: string, found: Collector): Centre | undefined {
	const value = entity.attributes.get('location')?.value;
	if (value === undefined || value === null) return undefined;
	// NGSI v2 writes `geo:point` as "latitude, longitude".
	const pair = typeof value === 'string' ? /^\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*$/.exec(value) : null;
	const centre = centreOfGeometry(
		pair ? { type: 'Point', coordinates: [Number(pair[2]), Number(pair[1])] } : value
	);
	if (!centre.ok) {
		found.reject(`${place}, location`, centre.reason);
		return undefined;
	}
	if (centre.computed)
		found.count(`position is the centre of a ${String(isObject(value) ? field(value, 'type') : '')}`);
	return centre;
}
