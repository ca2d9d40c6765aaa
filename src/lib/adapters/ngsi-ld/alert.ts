import type { EventRecord } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Collector } from '../support/collector.ts';
import { entityTime, layerOfType, type Entity } from './entity.ts';
import { utcTime } from '../support/utc-time.ts';
import { locationOf } from './location.ts';
import { severityOf } from './smart-data-models.ts';
import { textsOf } from './texts.ts';

/** Attributes that have a place of their own in an event. */
const PLACED = new Set(['name', 'description', 'dateIssued', 'validFrom', 'validTo', 'location']);

/** Adds an entity of the Alert model as an event. */
export function addAlert(
	found: Collector,
	place: string,
	entity: Entity,
	times: { readonly notifiedAt?: EpochMs; readonly receivedAt: EpochMs }
): void {
	const word = (name: string): string | undefined => {
		const value = entity.attributes.get(name)?.value;
		return typeof value === 'string' && value.trim() !== '' ? value : undefined;
	};
	const time = (name: string) => utcTime(entity.attributes.get(name)?.value, found);
	const at = time('dateIssued') ?? entityTime(entity, found) ?? times.notifiedAt ?? times.receivedAt;
	const [from, until] = [time('validFrom'), time('validTo')];
	const type = word('subCategory') ?? word('category') ?? entity.type;
	const named = textsOf(entity.attributes.get('name'));
	const text = textsOf(entity.attributes.get('description'));
	const centre = locationOf(entity, place, found);
	const event: EventRecord = {
		kind: 'event',
		layer: layerOfType(entity.type),
		id: entity.id,
		at,
		...(from === undefined ? {} : { from }),
		...(until === undefined ? {} : { until }),
		type,
		severity: severityOf(entity.attributes.get('severity')?.value),
		title: Object.keys(named).length > 0 ? named : { und: type },
		...(Object.keys(text).length > 0 ? { text } : {}),
		...(centre ? { position: centre.position } : {}),
		...(centre && centre.rings.length > 0 ? { areas: [{ rings: centre.rings }] } : {}),
		...factsOf(entity, found)
	};
	found.add(event, place);
}

function factsOf(entity: Entity, found: Collector): Pick<EventRecord, 'facts'> {
	const facts: [string, string][] = [];
	for (const [name, { value }] of entity.attributes) {
		if (PLACED.has(name)) continue;
		if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
			facts.push([name, String(value)]);
		else found.count('attribute not used');
	}
	return facts.length > 0 ? { facts: Object.fromEntries(facts) } : {};
}
