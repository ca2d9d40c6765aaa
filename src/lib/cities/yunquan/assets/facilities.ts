import type { NamedCity } from '../build/buildings.ts';
import type { Survey } from '../build/survey.ts';
import type { Place } from '../fabric/draft.ts';
import { areaOf, centreOf } from '../geometry/convex.ts';
import type { Point } from '../geometry/point.ts';
import type { Word } from '../names/lexicon.ts';
import { footprintOf } from '../people/occupancy.ts';
import { greatSurfaces } from '../sources/ground.ts';
import { thingSource, type Thing, type ThingSource } from './table.ts';

/** Kind of a place, and square metres of floor for one of what its capacity counts (pupils, beds, seats). */
const KINDS: Readonly<Partial<Record<Place, readonly [zh: string, kind: string, each?: number]>>> = {
	kindergarten: ['幼儿园', 'kindergarten', 9],
	primarySchool: ['小学', 'primary_school', 8],
	middleSchool: ['中学', 'middle_school', 10],
	hospital: ['医院', 'hospital', 60],
	clinic: ['社区卫生服务中心', 'clinic'],
	police: ['派出所', 'police'],
	fireStation: ['消防救援站', 'fire_station'],
	government: ['政务服务', 'government'],
	communityCentre: ['社区服务', 'community_centre'],
	library: ['图书馆', 'library'],
	museum: ['博物馆', 'museum'],
	temple: ['寺观', 'temple'],
	pagoda: ['名胜', 'sight'],
	bellTower: ['名胜', 'sight'],
	stadium: ['体育场馆', 'stadium', 1.2],
	station: ['火车站', 'railway_station'],
	mall: ['商场', 'shopping_centre'],
	hotel: ['酒店', 'hotel', 55],
	factory: ['企业', 'works']
};

/** Square metres of open ground for one person in a shelter, and the most that one takes in. */
const SHELTER = { each: 2, most: 20_000 };

interface Facility {
	readonly category: string;
	readonly kind: string;
	readonly name: Word;
	readonly at: Point;
	readonly capacity?: number;
	readonly building?: number;
}

/** Places of interest of all kinds: schools, hospitals, police, parks, springs, housing compounds, shelters. */
export function facilities(named: NamedCity, survey: Survey): ThingSource {
	return thingSource(
		'facilities',
		'PointOfInterest',
		['category', 'kind', 'name', 'name_en', 'capacity', 'building'],
		function* (): Generator<Thing> {
			for (const { category, kind, name, capacity, at, building } of facilitiesOf(named, survey))
				yield { at, values: [category, kind, name.zh, name.en, capacity, building] };
		}
	);
}

function* facilitiesOf(named: NamedCity, { places, compounds, surfaces }: Survey): Generator<Facility> {
	for (const { place, name, at, building, draft, ground } of places) {
		const [category, kind, each] = KINDS[place] ?? [];
		if (!category || !kind) continue;
		const floor = footprintOf(draft.outline) * draft.floors;
		yield {
			category,
			kind,
			name,
			at,
			building,
			...(each === undefined ? {} : { capacity: Math.round(floor / each) })
		};
		if (place === 'primarySchool' || place === 'middleSchool') yield shelter(name, at, ground * 0.35);
	}
	for (const { name, at, residents } of compounds)
		if (residents >= 60) yield { category: '住宅小区', kind: 'compound', name, at, capacity: residents };
	for (const { surface, name } of [...greatSurfaces(named), ...surfaces]) {
		if (!name) continue;
		const at = centreOf(surface.rings[0]!);
		if (surface.named === 'spring') yield { category: '名泉', kind: 'spring', name, at };
		else if (surface.named === 'square') yield { category: '广场', kind: 'square', name, at };
		else if (surface.class === 'park') {
			const area = Math.abs(areaOf(surface.rings[0]!));
			yield { category: '公园', kind: 'park', name, at };
			if (area > 10_000) yield shelter(name, at, area * 0.4);
		}
	}
}

/** Open ground that people go to after an earthquake. */
function shelter({ zh, en }: Word, at: Point, open: number): Facility {
	return {
		category: '应急避难场所',
		kind: 'shelter',
		name: { zh: `${zh}应急避难场所`, en: `${en} Emergency Shelter` },
		at,
		capacity: Math.min(SHELTER.most, Math.round(open / SHELTER.each))
	};
}

/** Power substations, with what they are rated for; every fourth feeds the others. */
export function substations({ places }: Survey): ThingSource {
	return thingSource(
		'substations',
		'Substation',
		['category', 'name', 'name_en', 'megavoltamperes', 'building'],
		function* (): Generator<Thing> {
			let number = 0;
			for (const { place, name, at, building } of places) {
				if (place !== 'substation') continue;
				const high = number++ % 4 === 0;
				yield { at, values: [high ? '110 kV' : '10 kV', name.zh, name.en, high ? 126 : 20, building] };
			}
		}
	);
}
