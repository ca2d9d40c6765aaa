import type { DecodeOptions } from '#lib/model/observation.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { parseCityTopic } from '../support/city-topic.ts';
import { instantOfNumber, instantOfText, type ParsedInstant } from '../support/instant.ts';
import type { EventFields, ObservationFields } from './row-schema.ts';

type SharedFields = Pick<ObservationFields & EventFields, keyof ObservationFields & keyof EventFields>;

/** Where, when and whose: what the fields of a row and its topic say together. */
export interface Identity {
	readonly id: string;
	readonly at: EpochMs;
	readonly layer?: string;
	readonly position?: LngLat;
}

/** A fault of a record, in a sentence. */
export class Fault {
	readonly reason: string;
	constructor(reason: string) {
		this.reason = reason;
	}
}

export function identityOf(
	row: Omit<SharedFields, 'title'>,
	receivedAt: EpochMs,
	options: DecodeOptions
): Identity | Fault {
	const topic = parseCityTopic(options.topic);
	const id = row.id ?? row.entity ?? row.device ?? topic?.device;
	if (id === undefined) return new Fault('it names no id, entity or device');
	const layer = row.layer ?? topic?.layer;
	// The right to publish is a right to the topic's layer: a row must not escape it.
	if (topic && layer !== topic.layer)
		return new Fault(`it names the layer "${layer}", but came by a topic of "${topic.layer}"`);
	const at = instantOf(row.at ?? row.time ?? row.timestamp ?? receivedAt);
	if (!at.ok) return new Fault(at.reason);
	const lng = row.lng ?? row.lon ?? row.longitude ?? undefined;
	const lat = row.lat ?? row.latitude ?? undefined;
	if ((lng === undefined) !== (lat === undefined))
		return new Fault(
			lng === undefined ? 'it has a latitude without longitude' : 'it has a longitude without latitude'
		);
	return {
		id,
		at: at.at,
		...(layer === undefined ? {} : { layer }),
		...(lng === undefined || lat === undefined ? {} : { position: [lng, lat] })
	};
}

/** A number of an epoch or an ISO 8601 text with a zone. */
export function instantOf(value: string | number): ParsedInstant {
	return typeof value === 'number' ? instantOfNumber(value) : instantOfText(value);
}
