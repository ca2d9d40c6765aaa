import type { NamedCity } from '../build/buildings.ts';
import type { Survey } from '../build/survey.ts';
import { facilities } from './facilities.ts';
import { nearestStreets } from './nearest.ts';
import { thingSource, type Thing, type ThingSource } from './table.ts';

const SCHOOLS: ReadonlySet<unknown> = new Set(['primary_school', 'middle_school']);
/** Pupils from which a school has a second gate. */
const TWO_GATES = 900;

/** Gates of schools: the main one on the nearest street, and for large schools a second on another. */
export function schoolGates(named: NamedCity, survey: Survey): ThingSource {
	return thingSource(
		'school_gates',
		'SchoolGate',
		['category', 'name', 'name_en', 'school', 'street', 'pupils'],
		() => gates(named, survey)
	);
}

function* gates(named: NamedCity, survey: Survey): Generator<Thing> {
	const nearest = nearestStreets(named.streets.filter(({ bridge, country }) => !bridge && !country));
	for (const { id, at, values } of facilities(named, survey).assets()) {
		if (!SCHOOLS.has(values['kind'])) continue;
		const pupils = Number(values['capacity'] ?? 0);
		const places = nearest(at).slice(0, pupils >= TWO_GATES ? 2 : 1);
		for (const [k, { at: place, street }] of places.entries()) {
			const share = places.length === 1 ? 1 : k === 0 ? 0.65 : 0.35;
			const [zh, en] = k === 0 ? ['正门', 'Main Gate'] : ['侧门', 'Side Gate'];
			yield {
				at: place,
				values: [
					k === 0 ? '正门' : '侧门',
					`${String(values['name'])}${zh}`,
					`${String(values['name_en'])} ${en}`,
					id,
					named.ways.get(street.key.split('/')[0]!)?.way.name.zh,
					Math.round(pupils * share)
				]
			};
		}
	}
}
