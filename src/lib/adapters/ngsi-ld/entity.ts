import type { EpochMs } from '#lib/model/units.ts';
import type { Collector } from '../support/collector.ts';
import { firstField, type JsonObject } from '../support/records.ts';
import { utcTime } from '../support/utc-time.ts';
import { localName, readAttribute, type Attribute } from './attribute.ts';

/** An NGSI-LD entity with its attributes by local name. */
export interface Entity {
	readonly id: string;
	/** Local name: `AirQualityObserved`. */
	readonly type: string;
	readonly attributes: ReadonlyMap<string, Attribute>;
}

const NO_ATTRIBUTES = new Set([
	'id',
	'@id',
	'type',
	'@type',
	'@context',
	'scope',
	'createdAt',
	'deletedAt',
	'modifiedAt'
]);

/** The entity, or why the object is none. */
export function readEntity(object: JsonObject): Entity | string {
	const id = firstField(object, ['id', '@id']);
	if (typeof id !== 'string') return 'it has no id';
	const types = firstField(object, ['type', '@type']);
	const type: unknown = Array.isArray(types) ? types[0] : types;
	if (typeof type !== 'string' || type === '') return 'it has no type';
	const attributes = new Map<string, Attribute>();
	for (const [name, raw] of Object.entries(object))
		if (!NO_ATTRIBUTES.has(name)) attributes.set(localName(name), readAttribute(raw));
	return { id, type: localName(type), attributes };
}

/** `AirQualityObserved` → `air-quality-observed`. */
export function layerOfType(type: string): string {
	return type
		.replace(/([a-z0-9])([A-Z])/g, '$1-$2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
		.replace(/[\s_]+/g, '-')
		.toLowerCase();
}

/** Attributes that say when the whole entity was observed, the surest first. */
const TIME_NAMES = [
	'dateObserved',
	'observationDateTime',
	'dateObservedTo',
	'timestamp',
	'TimeInstant',
	'observedAt'
];

/** The names that `entityTime` reads: they are no measurements. */
export const TIMES: ReadonlySet<string> = new Set([
	...TIME_NAMES,
	'dateObservedFrom',
	'dateModified',
	'dateCreated'
]);

/** When the entity says it was observed; nothing when it does not. */
export function entityTime(entity: Entity, found: Collector): EpochMs | undefined {
	for (const name of [...TIME_NAMES, 'dateModified']) {
		const at = utcTime(entity.attributes.get(name)?.value, found);
		if (at !== undefined) return at;
	}
	return undefined;
}
