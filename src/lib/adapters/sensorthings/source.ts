import type { LngLat } from '#lib/model/geometry.ts';
import type { Collector } from '../support/collector.ts';
import { foreignUnit } from '../support/foreign-unit.ts';
import { centreOfGeometry } from '../support/geometry-centre.ts';
import { field, isObject, type JsonObject } from '../support/records.ts';

/** What is known of where observations come from: from the topic, and from expanded Things and Datastreams. */
export interface Source {
	/** `Things(1)`; wins over the stream as the entity. */
	readonly thing?: string;
	/** `Datastreams(5)`. */
	readonly stream?: string;
	readonly title?: string;
	readonly position?: LngLat;
	/** One a component of the result: a MultiDatastream has several. */
	readonly metrics?: readonly Metric[];
}

export interface Metric {
	readonly name: string;
	/** UCUM. */
	readonly unit?: string;
}

const STREAM_LINK = /(?:^|\/)((?:Multi)?Datastreams\((?:'[^']*'|[^)']+)\))/;

/** The stream that a topic, path or link names: `v1.1/Datastreams(5)/Observations`. */
export function streamOfLink(link: unknown): string | undefined {
	return typeof link === 'string' ? STREAM_LINK.exec(link)?.[1] : undefined;
}

/** `Things(1)` of an entity of this kind, from its id, else its name. */
export function idOf(kind: string, entity: JsonObject): string | undefined {
	const id = field(entity, '@iot.id');
	if (typeof id === 'number') return `${kind}(${id})`;
	if (typeof id === 'string' && id !== '') return `${kind}('${id}')`;
	const name = nameOf(entity);
	return name === undefined ? undefined : `${kind}('${name}')`;
}

export function nameOf(entity: unknown): string | undefined {
	const name = isObject(entity) ? field(entity, 'name') : undefined;
	return typeof name === 'string' && name.trim() !== '' ? name : undefined;
}

/** The source with what an expanded Thing adds: id, name and the place of its first location. */
export function withThing(source: Source, thing: JsonObject, place: string, found: Collector): Source {
	const id = idOf('Things', thing);
	const title = nameOf(thing);
	const position = positionOf(first(field(thing, 'Locations')), 'location', place, found);
	return {
		...source,
		...(id === undefined ? {} : { thing: id }),
		...(title === undefined ? {} : { title }),
		...(position === undefined ? {} : { position })
	};
}

/** The source with what a Datastream or MultiDatastream adds: id, metrics and, when expanded, its Thing. */
export function withStream(
	source: Source,
	stream: JsonObject,
	place: string,
	found: Collector,
	byStreamName = false
): Source {
	const thing = field(stream, 'Thing');
	const known = isObject(thing) ? withThing(source, thing, place, found) : source;
	const kind = field(stream, 'multiObservationDataTypes') === undefined ? 'Datastreams' : 'MultiDatastreams';
	const id = streamOfLink(field(stream, '@iot.selfLink')) ?? idOf(kind, stream);
	return {
		...known,
		...(id === undefined ? {} : { stream: id }),
		metrics: metricsOf(stream, byStreamName)
	};
}

/** A position from a Location (`location`) or a FeatureOfInterest (`feature`); a fault is rejected. */
export function positionOf(
	entity: unknown,
	name: 'location' | 'feature',
	place: string,
	found: Collector
): LngLat | undefined {
	const geometry = isObject(entity) ? field(entity, name) : undefined;
	if (geometry === undefined || geometry === null) return undefined;
	const centre = centreOfGeometry(geometry);
	if (!centre.ok) {
		found.reject(`${place}, ${name}`, centre.reason);
		return undefined;
	}
	if (centre.computed) found.count('position is the centre of an area or line');
	return centre.position;
}

function metricsOf(stream: JsonObject, byStreamName: boolean): readonly Metric[] {
	const several = field(stream, 'ObservedProperties');
	const units = field(stream, 'unitOfMeasurements');
	if (Array.isArray(several)) {
		// `Array.isArray` says any[]; each item is looked at before it is used.
		const unitList: readonly unknown[] = Array.isArray(units) ? units : [];
		return (several as readonly unknown[]).map((property, index) =>
			metric(nameOf(property) ?? `result ${index + 1}`, unitList[index])
		);
	}
	const property = byStreamName ? undefined : nameOf(field(stream, 'ObservedProperty'));
	return [metric(property ?? nameOf(stream) ?? 'result', field(stream, 'unitOfMeasurement'))];
}

/** The unit from a `ucum:` definition, else from the symbol, else from the name. */
function metric(name: string, unitOfMeasurement: unknown): Metric {
	const said = (part: string): string => {
		const text = isObject(unitOfMeasurement) ? field(unitOfMeasurement, part) : undefined;
		return typeof text === 'string' ? text : '';
	};
	const ucum = /^ucum:(.+)$/i.exec(said('definition'))?.[1] ?? '';
	const unit = foreignUnit(ucum) ?? foreignUnit(said('symbol')) ?? foreignUnit(said('name'));
	return { name, ...(unit === undefined ? {} : { unit }) };
}

function first(list: unknown): unknown {
	return Array.isArray(list) ? list[0] : list;
}
