import type { Draft, Place } from '../fabric/draft.ts';
import type { Surface } from '../fabric/quarter.ts';
import { areaOf, centreOf } from '../geometry/convex.ts';
import type { Point } from '../geometry/point.ts';
import { SPRING_NAMES, type Word } from '../names/lexicon.ts';
import { compoundName, stemOf } from '../names/place-names.ts';
import { buildingsIn, gridCode, type NamedCity } from './buildings.ts';

/** What is counted of a grid cell (网格). */
export interface GridCount {
	readonly code: string;
	readonly community: Word;
	readonly corners: readonly Point[];
	population: number;
	jobs: number;
	buildings: number;
}

/** A building that has a name of its own. */
export interface NamedPlace {
	readonly building: number;
	readonly place: Place;
	readonly name: Word;
	readonly at: Point;
	readonly draft: Draft;
	/** Square metres of its block. */
	readonly ground: number;
}

/** A housing compound (小区). */
export interface Compound {
	readonly name: Word;
	readonly at: Point;
	readonly residents: number;
	readonly houses: number;
}

export interface NamedSurface {
	readonly surface: Surface;
	readonly name?: Word;
}

/** Everything that is counted, named or coloured within the cells, in one walk through the city. */
export interface Survey {
	readonly grids: readonly GridCount[];
	readonly places: readonly NamedPlace[];
	readonly compounds: readonly Compound[];
	readonly surfaces: readonly NamedSurface[];
}

export function surveyOf(named: NamedCity): Survey {
	const { city, wards } = named;
	const { seed } = city.skeleton.plan;
	const grids: GridCount[] = [];
	const places: NamedPlace[] = [];
	const compounds: Compound[] = [];
	const surfaces: NamedSurface[] = [];
	const springs = SPRING_NAMES.values();
	for (const cell of city.uses.keys()) {
		const ward = wards.communityOf.get(cell);
		if (!ward) continue;
		const { buildings, content } = buildingsIn(named, cell);
		const own = content.grids.map(
			(corners, k): GridCount => ({
				code: gridCode(ward.code, k),
				community: ward.name,
				corners,
				population: 0,
				jobs: 0,
				buildings: 0
			})
		);
		const houses = new Map<number, { residents: number; houses: number }>();
		for (const { id, draft, at, name, block, residents, jobs } of buildings) {
			const grid = own[content.blocks[block]!.grid]!;
			grid.population += residents;
			grid.jobs += jobs;
			grid.buildings++;
			if (draft.compoundNumber !== undefined) {
				const before = houses.get(block) ?? { residents: 0, houses: 0 };
				houses.set(block, { residents: before.residents + residents, houses: before.houses + 1 });
			}
			if (draft.place && name) {
				const ground = areaOf(content.blocks[block]!.outline.corners);
				places.push({ building: id, place: draft.place, name, at, draft, ground });
			}
		}
		for (const [block, count] of houses)
			compounds.push({
				name: compoundName(seed + 113, cell, block),
				at: centreOf(content.blocks[block]!.outline.corners),
				...count
			});
		grids.push(...own);
		surfaces.push(...namedSurfaces(content.surfaces, stemOf(ward.name), springs));
	}
	return { grids, places, compounds, surfaces };
}

/** Springs have names of their own; the first park of a community and its squares are called after it. */
function namedSurfaces(surfaces: readonly Surface[], stem: Word, springs: Iterator<Word>): NamedSurface[] {
	let parks = 0;
	return surfaces.map((surface): NamedSurface => {
		if (surface.named === 'spring') {
			const { value, done } = springs.next() as IteratorResult<Word, undefined>;
			return done ? { surface } : { surface, name: { zh: value.zh, en: `${value.en} Spring` } };
		}
		if (surface.named === 'park' && parks++ === 0)
			return { surface, name: { zh: `${stem.zh}公园`, en: `${stem.en} Park` } };
		if (surface.named === 'square') return { surface, name: { zh: `${stem.zh}广场`, en: `${stem.en} Square` } };
		return { surface };
	});
}
