import type { Adapter } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { Collector } from '../support/collector.ts';
import { readJsonMessage } from '../support/json-message.ts';
import { kindOf } from '../support/measures.ts';
import { field, isObject, type JsonObject } from '../support/records.ts';
import { addAlert } from './alert.ts';
import { readEntity } from './entity.ts';
import { utcTime } from '../support/utc-time.ts';
import { addObservations } from './observations.ts';

/**
 * NGSI-LD (ETSI GS CIM 009): entities alone, in lists, or in notifications; normalized, concise, simplified or
 * expanded; and the notifications of NGSI v2. Entities of the Smart Data Models' Alert become events.
 */
export const ngsiLd: Adapter = {
	id: 'ngsi-ld',
	about: 'NGSI-LD entities and notifications, normalized or simplified, as FIWARE brokers send them.',
	decode(bytes, receivedAt) {
		const found = new Collector();
		const message = readJsonMessage(bytes);
		for (const { place, reason } of message.rejected) found.reject(place, reason);
		for (const { place, value } of message.records) addValue(found, place, value, { receivedAt });
		return found.decoded();
	}
};

interface Times {
	readonly notifiedAt?: EpochMs;
	readonly receivedAt: EpochMs;
}

function addValue(found: Collector, place: string, value: unknown, times: Times): void {
	if (!isObject(value)) {
		found.count('not an entity');
		return found.reject(place, `it is a ${kindOf(value)}, not an entity`);
	}
	const list = listOf(value);
	if (!list) return addEntity(found, place, value, times);
	found.count('notification');
	const notifiedAt = utcTime(field(value, 'notifiedAt'), found);
	for (const [index, entity] of list.entries()) {
		const inside = `${place === 'message' ? '' : `${place}, `}entity ${index + 1}`;
		if (isObject(entity))
			addEntity(found, inside, entity, { ...times, ...(notifiedAt === undefined ? {} : { notifiedAt }) });
		else {
			found.count('not an entity');
			found.reject(inside, `it is a ${kindOf(entity)}, not an entity`);
		}
	}
}

/** The entities that a notification (LD or v2) or a JSON-LD graph carries; nothing when it is an entity itself. */
function listOf(value: JsonObject): readonly unknown[] | undefined {
	const data = field(value, field(value, '@graph') === undefined ? 'data' : '@graph');
	if (!Array.isArray(data)) return undefined;
	// `Array.isArray` says any[]; each item is looked at before it is used.
	const items = data as readonly unknown[];
	const notifies = field(value, 'type') === 'Notification' || field(value, 'subscriptionId') !== undefined;
	return notifies || field(value, 'type') === undefined ? items : undefined;
}

function addEntity(found: Collector, place: string, object: JsonObject, times: Times): void {
	const entity = readEntity(object);
	if (typeof entity === 'string') {
		found.count('not an entity');
		return found.reject(place, entity);
	}
	found.count(entity.type);
	if (entity.type === 'Alert') addAlert(found, place, entity, times);
	else addObservations(found, place, entity, times, typeof field(object, 'deletedAt') === 'string');
}
