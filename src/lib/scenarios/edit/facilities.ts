import type { FacilitiesPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit, ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import { ringCentre, ringContains } from '#lib/model/ring.ts';
import { impossible } from './impossible.ts';
import { spreadOver } from './spread-over.ts';

interface Facility {
	readonly key: string;
	readonly kind: string;
	readonly name: string;
	readonly nameEn: string;
	readonly lng: number;
	readonly lat: number;
	readonly capacity: number;
}

/**
 * Facilities after edits: those of the pack that are left, then new ones in the order of the edits. Those of a district
 * are spread over its ring. Throws INPUT_INVALID naming a row that is no facility.
 */
export function editFacilities(part: FacilitiesPart, edits: readonly ScenarioEdit[]): FacilitiesPart {
	const known = new Set(part.key);
	let rows = part.key.map((key, row): Facility => ({
		key,
		kind: part.kind[row]!,
		name: part.name[row]!,
		nameEn: part.nameEn?.[row] ?? '',
		lng: part.lng[row]!,
		lat: part.lat[row]!,
		capacity: part.capacity[row]!
	}));
	edits.forEach((edit, place) => {
		switch (edit.kind) {
			case 'facility-add':
				rows.push(newFacility(edit, place));
				break;
			case 'facility-remove': {
				const gone = new Set(edit.rows.map(String));
				for (const key of gone)
					if (!known.has(key))
						throw impossible(place, {
							en: `The edit ${place + 1} takes away the facility ${key}, but the pack has none in that row.`,
							zh: `第 ${place + 1} 项改动要撤除设施 ${key}，而数据包没有这个设施。`
						});
				rows = rows.filter(({ key }) => !gone.has(key));
				break;
			}
			case 'district':
				if (edit.clears) rows = rows.filter(({ lng, lat }) => !ringContains(edit.ring, lng, lat));
				rows.push(...districtFacilities(edit, place));
		}
	});
	return {
		key: rows.map(({ key }) => key),
		kind: rows.map(({ kind }) => kind),
		name: rows.map(({ name }) => name),
		...(part.nameEn && { nameEn: rows.map(({ nameEn }) => nameEn) }),
		lng: Float64Array.from(rows, ({ lng }) => lng),
		lat: Float64Array.from(rows, ({ lat }) => lat),
		capacity: Float64Array.from(rows, ({ capacity }) => capacity)
	};
}

function newFacility(edit: ScenarioEditOf<'facility-add'>, place: number): Facility {
	return {
		key: `new-${place}`,
		kind: edit.facility,
		name: edit.name ?? '',
		nameEn: edit.name ?? '',
		lng: edit.at[0],
		lat: edit.at[1],
		capacity: edit.capacity ?? NaN
	};
}

/** Kinds in the order of their letters: a record has none of its own. */
function districtFacilities(edit: ScenarioEditOf<'district'>, place: number): Facility[] {
	const kinds = Object.entries(edit.facilities)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([kind, count]) => Array.from({ length: count }, () => kind));
	if (kinds.length > 0 && ringCentre(edit.ring).size === 0)
		throw impossible(place, {
			en: `The outline of the district “${edit.name}” of edit ${place + 1} encloses nothing.`,
			zh: `第 ${place + 1} 项改动的片区“${edit.name}”轮廓没有围住任何面积。`
		});
	return spreadOver(edit.ring, kinds.length).map(([lng, lat], index) => ({
		key: `new-${place}-${index + 1}`,
		kind: kinds[index]!,
		name: edit.name,
		nameEn: edit.name,
		lng,
		lat,
		capacity: NaN
	}));
}
