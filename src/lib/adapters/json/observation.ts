import type { DecodeOptions, Observation } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Collector } from '../support/collector.ts';
import { Measures } from '../support/measures.ts';
import { field, isObject, type JsonObject } from '../support/records.ts';
import { wholeTurn } from '../support/whole-turn.ts';
import { Fault, identityOf } from './identity.ts';
import { faultOf, observationSchema, type ObservationFields } from './row-schema.ts';

const KNOWN = new Set(Object.keys(observationSchema.shape));

/** Adds one observation row to what was found. */
export function addObservation(
	found: Collector,
	place: string,
	record: JsonObject,
	receivedAt: EpochMs,
	options: DecodeOptions
): void {
	found.count('observation');
	const parsed = observationSchema.safeParse(record);
	if (!parsed.success) return found.reject(place, faultOf(parsed.error));
	const identity = identityOf(parsed.data, receivedAt, options);
	if (identity instanceof Fault) return found.reject(place, identity.reason);
	const { id, ...whenAndWhere } = identity;
	const measures = new Measures(found, place);
	const tried = addMeasures(found, measures, record);
	const row: Observation = {
		kind: 'observation',
		entity: id,
		...whenAndWhere,
		...saidOf(parsed.data),
		...measures.fields()
	};
	if (saysSomething(row)) found.add(row, place);
	// Otherwise each of its values was rejected already.
	else if (tried === 0) found.reject(place, 'it has no position, value, status or title');
}

function saidOf(row: ObservationFields): Partial<Observation> {
	return {
		...(row.seq == null ? {} : { seq: row.seq }),
		...(row.alt == null ? {} : { altitude: row.alt }),
		...(row.speed == null ? {} : { speed: row.speed }),
		...(row.heading == null ? {} : { heading: wholeTurn(row.heading) }),
		...(row.status == null ? {} : { status: row.status }),
		...(row.title == null ? {} : { title: row.title }),
		...(row.colour == null ? {} : { colour: row.colour.replace(/^#/, '') }),
		...(row.quality == null ? {} : { quality: row.quality }),
		...(row.gone ? { gone: true } : {})
	};
}

/** Numbers and booleans of `values` and of the row itself; how many were tried. */
function addMeasures(found: Collector, measures: Measures, record: JsonObject): number {
	const [values, units] = [record['values'], record['units']];
	const unitOf = (name: string) => (isObject(units) ? field(units, name) : undefined);
	let tried = 0;
	if (isObject(values))
		for (const name of Object.keys(values)) {
			if (values[name] === null) continue;
			tried++;
			measures.add(name, values[name], unitOf(name));
		}
	for (const name of Object.keys(record)) {
		const value = record[name];
		if (KNOWN.has(name) || value === null || measures.has(name)) continue;
		if (typeof value === 'number' || typeof value === 'boolean') {
			tried++;
			measures.add(name, value, unitOf(name));
		} else found.count('field not used');
	}
	return tried;
}

const FACTS = [
	'position',
	'altitude',
	'speed',
	'heading',
	'status',
	'title',
	'colour',
	'quality',
	'values',
	'gone'
] as const;

function saysSomething(row: Observation): boolean {
	return FACTS.some((name) => row[name] !== undefined);
}
