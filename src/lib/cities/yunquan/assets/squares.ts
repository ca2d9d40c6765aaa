import type { NamedCity } from '../build/buildings.ts';
import type { Survey } from '../build/survey.ts';
import { areaOf, centreOf } from '../geometry/convex.ts';
import { distance, type Point } from '../geometry/point.ts';
import type { Word } from '../names/lexicon.ts';
import { footprintOf } from '../people/occupancy.ts';
import { metroLines } from '../transit/metro.ts';
import { thingSource, type Thing, type ThingSource } from './table.ts';

/** Square metres that one person has when a place is called full, by what the place is: the city's own. */
const ROOM: Readonly<Record<string, number>> = {
	火车站: 1.2,
	地铁站: 0.9,
	体育场馆: 0.8,
	商场: 3,
	广场: 1.5,
	名胜: 2.5
};
/** Malls and interchanges that are watched in the default city. */
const [MALLS, INTERCHANGES] = [12, 12];
/** Square metres of a metro station's halls, and of the forecourt of a railway station that is watched. */
const [HALLS, FORECOURT] = [2600, 6000];

interface Square {
	readonly category: string;
	readonly name: Word;
	readonly at: Point;
	/** Square metres. */
	readonly area: number;
}

/** Where many people come together: stations, squares, malls, sights; with how many they hold. */
export function squares(named: NamedCity, survey: Survey): ThingSource {
	return thingSource(
		'squares',
		'CrowdFlowObserved',
		['category', 'name', 'name_en', 'area_m2', 'capacity'],
		function* (): Generator<Thing> {
			for (const { category, name, at, area } of squaresOf(named, survey))
				yield {
					at,
					values: [category, name.zh, name.en, Math.round(area), 10 * Math.round(area / ROOM[category]! / 10)]
				};
		}
	);
}

function squaresOf(named: NamedCity, { places, surfaces }: Survey): Square[] {
	const found: Square[] = [];
	const { scale } = named.city.skeleton.plan;
	const put = (category: string, name: Word, at: Point, area: number) => {
		// One place has one count: what lies within another's ground is part of it.
		if (found.every((other) => distance(other.at, at) > 120)) found.push({ category, name, at, area });
	};
	for (const { place, name, at, draft } of places) {
		if (place === 'station')
			put('火车站', { zh: `${name.zh}站前广场`, en: `${name.en} Forecourt` }, at, FORECOURT);
		if (place === 'stadium') put('体育场馆', name, at, footprintOf(draft.outline));
		if (place === 'pagoda' || place === 'bellTower') put('名胜', name, at, 5000);
	}
	for (const { surface, name } of surfaces)
		if (surface.named === 'square' && name)
			put('广场', name, centreOf(surface.rings[0]!), Math.abs(areaOf(surface.rings[0]!)));
	const few = (count: number) => Math.max(2, Math.round(count * Math.min(2, Math.sqrt(scale))));
	places
		.filter(({ place }) => place === 'mall')
		.map((mall) => ({ ...mall, area: footprintOf(mall.draft.outline) * Math.min(5, mall.draft.floors) }))
		.sort((a, b) => b.area - a.area)
		.slice(0, few(MALLS))
		.forEach(({ name, at, area }) => put('商场', name, at, area));
	const calls = new Map<string, { readonly name: Word; readonly at: Point; lines: number }>();
	for (const { stops } of metroLines(named))
		for (const { id, name, at } of new Map(stops.map((stop) => [stop.id, stop])).values()) {
			const call = calls.get(id);
			if (call) call.lines++;
			else calls.set(id, { name, at, lines: 1 });
		}
	[...calls.values()]
		.sort((a, b) => b.lines - a.lines)
		.slice(0, few(INTERCHANGES))
		.forEach(({ name, at, lines }) =>
			put('地铁站', { zh: `${name.zh}地铁站`, en: `${name.en} Metro Station` }, at, HALLS * lines)
		);
	return found;
}
