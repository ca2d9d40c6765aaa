import type { Observation } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Collector } from '../support/collector.ts';
import { Measures } from '../support/measures.ts';
import { convertUnit } from '../support/ucum.ts';
import { wholeTurn } from '../support/whole-turn.ts';
import type { Attribute } from './attribute.ts';
import { unitOfCode } from './cefact-units.ts';
import { entityTime, layerOfType, TIMES, type Entity } from './entity.ts';
import { utcTime } from '../support/utc-time.ts';
import { locationOf } from './location.ts';
import { statusOf, STATUSES, unitOfModel } from './smart-data-models.ts';
import { textsOf } from './texts.ts';

/** Names with a place of their own in an observation. */
const PLACED = new Set(['location', 'name']);

interface Instant {
	readonly at: EpochMs;
	readonly measures: Measures;
	motion: Pick<Observation, 'speed' | 'heading'>;
}

/**
 * Adds an entity as observations: one for each instant that its attributes were observed at. Location, status,
 * name and attributes without `observedAt` belong to the entity's own time, else to the newest of its attributes.
 */
export function addObservations(
	found: Collector,
	place: string,
	entity: Entity,
	times: { readonly notifiedAt?: EpochMs; readonly receivedAt: EpochMs },
	gone: boolean
): void {
	const observed = [...entity.attributes.values()].map(({ observedAt }) => utcTime(observedAt, found));
	const own =
		entityTime(entity, found) ??
		observed.reduce(
			(newest, at) => (at !== undefined && (newest === undefined || at > newest) ? at : newest),
			undefined
		) ??
		times.notifiedAt ??
		times.receivedAt;
	const main: Instant = { at: own, measures: new Measures(found, place), motion: {} };
	const instants = new Map([[own, main]]);
	let tried = 0;
	for (const [index, [name, attribute]] of [...entity.attributes].entries()) {
		if (TIMES.has(name) || PLACED.has(name)) continue;
		if (typeof attribute.value !== 'number' && typeof attribute.value !== 'boolean') {
			if (!STATUSES.has(name)) found.count('attribute not used');
			continue;
		}
		tried++;
		const at = observed[index] ?? own;
		const instant = instants.get(at) ?? { at, measures: new Measures(found, place), motion: {} };
		instants.set(at, instant);
		addValue(instant, entity, name, attribute);
	}
	const centre = locationOf(entity, place, found);
	const status = statusOf(entity);
	const [title] = Object.values(textsOf(entity.attributes.get('name')));
	for (const instant of instants.values()) {
		const row: Observation = {
			kind: 'observation',
			layer: layerOfType(entity.type),
			entity: entity.id,
			at: instant.at,
			...(instant === main && centre ? { position: centre.position } : {}),
			...(instant === main && centre?.altitude !== undefined ? { altitude: centre.altitude } : {}),
			...(instant === main && status ? { status: status.word } : {}),
			...(instant === main && title !== undefined ? { title } : {}),
			...(instant === main && gone ? { gone: true } : {}),
			...instant.motion,
			...instant.measures.fields()
		};
		if (saysSomething(row)) found.add(row, place);
		else if (instants.size === 1 && tried === 0)
			found.reject(place, 'none of its attributes is a number, a boolean, a location, a status or a name');
	}
}

function addValue(instant: Instant, entity: Entity, name: string, { value, unitCode }: Attribute): void {
	const unit = unitCode === undefined ? unitOfModel(entity.type, name) : unitOfCode(unitCode);
	if (typeof value === 'number' && unit !== undefined) {
		const speed = name === 'speed' ? convertUnit(value, unit, 'm/s') : undefined;
		const heading = name === 'heading' ? convertUnit(value, unit, 'deg') : undefined;
		if (speed !== undefined && speed >= 0) instant.motion = { ...instant.motion, speed };
		else if (heading !== undefined) instant.motion = { ...instant.motion, heading: wholeTurn(heading) };
		else instant.measures.add(name, value, unit);
	} else instant.measures.add(name, value, unit);
}

/** Beside kind, layer, entity and time. */
function saysSomething(row: Observation): boolean {
	return Object.keys(row).length > 4;
}
