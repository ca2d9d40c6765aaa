import type { Adapter } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { parseCityTopic } from '../support/city-topic.ts';
import { Collector } from '../support/collector.ts';
import { readJsonMessage } from '../support/json-message.ts';
import { kindOf } from '../support/measures.ts';
import { field, isObject, type JsonObject } from '../support/records.ts';
import { addObservation } from './observation.ts';
import { nameOf, streamOfLink, withStream, withThing, type Source } from './source.ts';

/**
 * OGC SensorThings API 1.1 (18-088): Observations alone, in lists, in pages and as data arrays, below expanded
 * Datastreams and Things, and as MQTT messages by `v1.1/Datastreams(5)/Observations`.
 */
export const sensorThings: Adapter = {
	id: 'sensorthings',
	about: 'OGC SensorThings 1.1: Observations by HTTP or MQTT, pages, data arrays, expanded Things.',
	layer: 'sensorthings',
	decode(bytes, receivedAt, options = {}) {
		const found = new Collector();
		const message = readJsonMessage(bytes);
		for (const { place, reason } of message.rejected) found.reject(place, reason);
		const stream = streamOfLink(options.topic);
		const layer = parseCityTopic(options.topic)?.layer;
		const source = { ...(stream === undefined ? {} : { stream }), ...(layer === undefined ? {} : { layer }) };
		for (const { place, value } of message.records) walk({ found, receivedAt }, place, value, source);
		return found.decoded();
	}
};

interface Walk {
	readonly found: Collector;
	readonly receivedAt: EpochMs;
}

type Surroundings = Source & { readonly layer?: string };

/** Looks at one value; the depth of a message was limited when it was parsed. */
function walk(at: Walk, place: string, value: unknown, source: Surroundings): void {
	const { found, receivedAt } = at;
	if (!isObject(value)) {
		found.count('not used');
		return found.reject(place, `it is a ${kindOf(value)}, not an Observation`);
	}
	const list = (name: string): readonly unknown[] | undefined => {
		const items = field(value, name);
		// `Array.isArray` says any[]; each item is looked at before it is used.
		return Array.isArray(items) ? (items as readonly unknown[]) : undefined;
	};
	const dataArray = list('dataArray');
	if (dataArray) return walkDataArray(at, place, value, dataArray, source);
	if (Object.hasOwn(value, 'result')) return addObservation(found, place, value, source, receivedAt);
	const page = list('value');
	if (page) {
		if (field(value, '@iot.nextLink') !== undefined) found.count('further page not in this message');
		return walkList(at, place, 'value', page, source);
	}
	const streams = [...(list('Datastreams') ?? []), ...(list('MultiDatastreams') ?? [])];
	if (list('Datastreams') ?? list('MultiDatastreams')) {
		found.count('Thing');
		const shared = hasRepeatedProperty(streams);
		const inner = withThing(source, value, place, found);
		for (const [index, stream] of streams.entries())
			if (isObject(stream)) walkStream(at, `${place}, Datastream ${index + 1}`, stream, inner, shared);
		return;
	}
	if (list('Observations') ?? field(value, 'unitOfMeasurement'))
		return walkStream(at, place, value, source, false);
	found.count('not used');
	found.reject(place, 'it is neither an Observation nor something with Observations in it');
}

function walkList(
	at: Walk,
	place: string,
	name: string,
	items: readonly unknown[],
	source: Surroundings
): void {
	for (const [index, item] of items.entries())
		walk(at, `${place === 'message' ? '' : `${place}, `}${name} ${index + 1}`, item, source);
}

function walkStream(
	at: Walk,
	place: string,
	stream: JsonObject,
	outer: Surroundings,
	byStreamName: boolean
): void {
	at.found.count('Datastream');
	const observations = field(stream, 'Observations');
	const source = { ...outer, ...withStream(outer, stream, place, at.found, byStreamName) };
	if (Array.isArray(observations)) walkList(at, place, 'Observation', observations, source);
}

/** The data array extension (section 12): rows of values under named components. */
function walkDataArray(
	at: Walk,
	place: string,
	group: JsonObject,
	rows: readonly unknown[],
	outer: Surroundings
): void {
	const named = field(group, 'components');
	const components = Array.isArray(named)
		? named.map((name) => (typeof name === 'string' ? name : ''))
		: ['phenomenonTime', 'result'];
	const around = Object.fromEntries(
		[
			'Datastream',
			'MultiDatastream',
			'Datastream@iot.navigationLink',
			'MultiDatastream@iot.navigationLink'
		].flatMap((name) => (field(group, name) === undefined ? [] : [[name, field(group, name)]]))
	);
	for (const [index, row] of rows.entries()) {
		const inside = `${place}, dataArray ${index + 1}`;
		if (!Array.isArray(row)) {
			at.found.count('not used');
			at.found.reject(inside, `it is a ${kindOf(row)}, not a list`);
			continue;
		}
		// `Array.isArray` says any[]; each cell is looked at before it is used.
		const cells = row as readonly unknown[];
		const observation = Object.fromEntries(components.map((name, column) => [name, cells[column]]));
		addObservation(at.found, inside, { ...around, ...observation }, outer, at.receivedAt);
	}
}

/** Two streams of a Thing that observe the same property would overwrite each other: then streams give the names. */
function hasRepeatedProperty(streams: readonly unknown[]): boolean {
	const names = streams.flatMap((stream) =>
		isObject(stream) ? [nameOf(field(stream, 'ObservedProperty'))].filter((name) => name !== undefined) : []
	);
	return new Set(names).size < names.length;
}
