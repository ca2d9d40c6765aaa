import type { ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import { Plane } from '../city/plane.ts';
import { ringCentre } from '#lib/model/ring.ts';
import type { BuildingRow } from './building-rows.ts';
import { impossible } from './impossible.ts';
import { spreadOver } from './spread-over.ts';

/** One block a hectare, at most these. */
const HECTARE = 10_000;
const MOST_BLOCKS = 200;

/** Where the people of a district without floor area will be: places spread over its ring, each with its even share of them. */
export function districtBlocks(edit: ScenarioEditOf<'district'>, place: number): BuildingRow[] {
	const { at, size } = ringCentre(edit.ring);
	if (size === 0)
		throw impossible(place, {
			en: `The outline of the district “${edit.name}” of edit ${place + 1} encloses nothing.`,
			zh: `第 ${place + 1} 项改动的片区“${edit.name}”轮廓没有围住任何面积。`
		});
	const plane = new Plane(at[1]);
	const hectares = (size * plane.perLng * plane.perLat) / HECTARE;
	const points = spreadOver(edit.ring, Math.min(MOST_BLOCKS, Math.max(1, Math.ceil(hectares))));
	const [residents, jobs] = [edit.residents, edit.jobs].map((total) => shares(total, points.length));
	return points.map(([lng, lat], block) => ({
		key: `new-${place}-${block + 1}`,
		lng,
		lat,
		use: 'mixed',
		height: 0,
		area: 0,
		levels: NaN,
		residents: residents![block]!,
		jobs: jobs![block]!
	}));
}

/** Whole people as evenly as they go, more to the first; what is left of a fraction to the first of all. */
function shares(total: number, count: number): number[] {
	const whole = Math.floor(total);
	const [each, more] = [Math.floor(whole / count), whole % count];
	return Array.from(
		{ length: count },
		(_, block) => each + (block < more ? 1 : 0) + (block === 0 ? total - whole : 0)
	);
}
