import type { NamedCity } from '../build/buildings.ts';
import type { NamedSurface, Survey } from '../build/survey.ts';
import type { Surface } from '../fabric/quarter.ts';
import type { Point } from '../geometry/point.ts';
import type { Word } from '../names/lexicon.ts';
import { HILLS, LAKE, RIVER } from '../names/great-names.ts';
import { above } from '../plan/contours.ts';
import { elevationAt, FOREST_LINE } from '../plan/terrain.ts';
import type { Plan } from '../plan/plan.ts';
import { lakeOf } from '../water/lake.ts';
import { riverOf } from '../water/river.ts';
import { riversideOf } from '../water/riverside.ts';
import { batched, feature, polygon, type Source } from './source.ts';
import { vergesOf } from './verges.ts';

/** Rivers, lake, moat, springs, ponds and docks. */
export function waterSource(named: NamedCity, survey: Survey): Source {
	return { name: 'water.geojsonl', chunks: () => batched(lines(named, survey, 'water')) };
}

/** Parks, gardens, sports fields, farmland and the forest of the hills. */
export function greenSource(named: NamedCity, survey: Survey): Source {
	return { name: 'green.geojsonl', chunks: () => batched(lines(named, survey, 'green')) };
}

function* lines(named: NamedCity, survey: Survey, kind: Surface['kind']): Generator<string> {
	for (const list of [greatSurfaces(named), survey.surfaces])
		for (const { surface, name } of list)
			if (surface.kind === kind)
				yield feature(
					{ kind: surface.class, ...(name ? { name: name.zh, 'name:en': name.en } : {}) },
					'Polygon',
					polygon(surface.rings)
				);
}

/** What does not keep to one cell: river, lake and moat with their parks, the hills, green along expressways. */
export function greatSurfaces({ city, streets }: NamedCity): NamedSurface[] {
	const { plan, oldTown } = city.skeleton;
	const put = (
		kind: Surface['kind'],
		className: string,
		rings: Surface['rings'],
		name?: Word
	): NamedSurface => ({ surface: { kind, class: className, rings }, ...(name ? { name } : {}) });
	const lake = lakeOf(plan);
	return [
		put('water', 'river', [riverOf(plan)], RIVER),
		put('water', 'lake', [lake.shore], LAKE),
		put('water', 'moat', [oldTown.outerBank.corners, oldTown.innerBank.corners]),
		put('green', 'park', [lake.park, lake.shore], { zh: `${LAKE.zh}公园`, en: `${LAKE.en} Park` }),
		put('green', 'park', [lake.island]),
		put('green', 'park', [oldTown.parkEdge.corners, oldTown.outerBank.corners]),
		put('green', 'park', [oldTown.innerBank.corners, oldTown.wall.corners]),
		...[...riversideOf(city), ...vergesOf(streets)].map((surface): NamedSurface => ({ surface })),
		...forests(plan).map((rings, k) => put('green', 'forest', rings, k === 0 ? HILLS : undefined))
	];
}

/** Ground above the forest line, largest first, as far as the ground is drawn. */
function forests(plan: Plan): Point[][][] {
	const step = Math.max(120, 160 * Math.min(2, plan.scale));
	const margin = 9000;
	const [west, east] = [plan.columns.at[0]! - margin, plan.columns.at.at(-1)! + margin];
	const [south, north] = [plan.rows.at[0]! - margin, plan.rows.at.at(-1)! + margin];
	const found = above(
		{
			origin: { x: west, y: south },
			step,
			columns: Math.ceil((east - west) / step) + 1,
			rows: Math.ceil((north - south) / step) + 1,
			at: (x, y) => elevationAt(plan, x, y)
		},
		// Woods reach down beyond the last houses.
		FOREST_LINE - 12
	);
	return found.sort((a, b) => b[0]!.length - a[0]!.length);
}
