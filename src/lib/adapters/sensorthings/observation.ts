import type { EpochMs } from '#lib/model/units.ts';
import type { Collector } from '../support/collector.ts';
import { kindOf, Measures } from '../support/measures.ts';
import { field, firstField, isObject, type JsonObject } from '../support/records.ts';
import { shortened } from '../support/row-check.ts';
import { utcTime } from '../support/utc-time.ts';
import { positionOf, streamOfLink, withStream, type Source } from './source.ts';

/** Adds one Observation to what was found. */
export function addObservation(
	found: Collector,
	place: string,
	observation: JsonObject,
	outer: Source & { readonly layer?: string },
	receivedAt: EpochMs
): void {
	found.count('Observation');
	const source = sourceOf(observation, outer, place, found);
	const entity = source.thing ?? source.stream;
	if (entity === undefined)
		return found.reject(
			place,
			'it names no Datastream: expand it, or send it by v1.1/Datastreams(id)/Observations'
		);
	const said = firstField(observation, ['phenomenonTime', 'resultTime']);
	const at = said === undefined ? receivedAt : utcTime(said, found);
	if (at === undefined)
		return found.reject(
			place,
			`${typeof said === 'string' ? `"${shortened(said)}"` : `a ${kindOf(said)}`} is no time`
		);
	const measures = new Measures(found, place);
	addResult(found, place, measures, field(observation, 'result'), source);
	if (measures.size === 0) return;
	const position =
		positionOf(field(observation, 'FeatureOfInterest'), 'feature', place, found) ?? source.position;
	found.add(
		{
			kind: 'observation',
			...(outer.layer === undefined ? {} : { layer: outer.layer }),
			entity,
			at,
			...(position === undefined ? {} : { position }),
			...(source.title === undefined ? {} : { title: source.title }),
			...measures.fields()
		},
		place
	);
}

/** What the Observation itself says of its stream (expanded, by id, by link) goes before what surrounds it. */
function sourceOf(observation: JsonObject, outer: Source, place: string, found: Collector): Source {
	const stream = firstField(observation, ['Datastream', 'MultiDatastream']);
	if (isObject(stream)) {
		const inner = withStream(outer, stream, place, found);
		// `{ "@iot.id": 5 }` alone names the stream but nothing about it.
		return Object.keys(stream).length > 1
			? inner
			: { ...inner, metrics: outer.metrics ?? inner.metrics ?? [] };
	}
	const linked = streamOfLink(
		firstField(observation, ['Datastream@iot.navigationLink', 'MultiDatastream@iot.navigationLink'])
	);
	return linked === undefined ? outer : { ...outer, stream: linked };
}

function addResult(
	found: Collector,
	place: string,
	measures: Measures,
	result: unknown,
	source: Source
): void {
	const metrics = source.metrics ?? [{ name: 'result' }];
	if (Array.isArray(result) && metrics.length === result.length && metrics.length > 1) {
		for (const [index, { name, unit }] of metrics.entries()) measures.add(name, result[index], unit);
		return;
	}
	const [only] = metrics;
	if (result === null || result === undefined) found.reject(place, 'its result is null');
	else if (typeof result === 'string')
		found.reject(place, `its result "${shortened(result)}" is a text, not a number`);
	else if (typeof result === 'object') found.reject(place, `its result is a ${kindOf(result)}, not a number`);
	else measures.add(only?.name ?? 'result', result, only?.unit);
}
