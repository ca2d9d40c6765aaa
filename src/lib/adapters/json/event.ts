import type { DecodeOptions, EventRecord } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Collector } from '../support/collector.ts';
import type { JsonObject } from '../support/records.ts';
import { Fault, identityOf, instantOf } from './identity.ts';
import { eventSchema, faultOf, type EventFields } from './row-schema.ts';

const KNOWN = new Set(Object.keys(eventSchema.shape));

/** Adds one event row to what was found. */
export function addEvent(
	found: Collector,
	place: string,
	record: JsonObject,
	receivedAt: EpochMs,
	options: DecodeOptions
): void {
	found.count('event');
	const parsed = eventSchema.safeParse(record);
	if (!parsed.success) return found.reject(place, faultOf(parsed.error));
	const fields = parsed.data;
	if (fields.id == null && fields.entity == null)
		return found.reject(place, 'an event needs an id of its own');
	const identity = identityOf(fields, receivedAt, options);
	if (identity instanceof Fault) return found.reject(place, identity.reason);
	const span = spanOf(fields);
	if (span instanceof Fault) return found.reject(place, span.reason);
	for (const name of Object.keys(record)) if (!KNOWN.has(name)) found.count('field not used');
	const row: EventRecord = {
		kind: 'event',
		...identity,
		...span,
		type: fields.type,
		severity: fields.severity ?? 'unknown',
		title: fields.title,
		...(fields.text == null ? {} : { text: fields.text }),
		...(fields.areas == null ? {} : { areas: fields.areas.map(areaOf) }),
		...(fields.replaces == null ? {} : { replaces: fields.replaces }),
		...(fields.ends ? { ends: true } : {}),
		...(fields.facts == null ? {} : { facts: fields.facts })
	};
	found.add(row, place);
}

function spanOf({ from, until }: EventFields): Pick<EventRecord, 'from' | 'until'> | Fault {
	const begin = from == null ? undefined : instantOf(from);
	if (begin?.ok === false) return new Fault(`from: ${begin.reason}`);
	const end = until == null ? undefined : instantOf(until);
	if (end?.ok === false) return new Fault(`until: ${end.reason}`);
	return { ...(begin ? { from: begin.at } : {}), ...(end ? { until: end.at } : {}) };
}

function areaOf({ name, rings }: NonNullable<EventFields['areas']>[number]) {
	return { ...(name == null ? {} : { name }), rings };
}
