import type { BuildingsPart } from '#lib/model/scenario/city-parts.ts';
import { MIXED, floorArea, floorUseOf } from '../city/floor-area-people.ts';
import type { DistrictUse } from '../edit/district-massing.ts';
import { USES } from './uses.ts';

/** Blocks of planned districts: their footprint times storeys is their floor area. */
const BLOCK = /^new-\d+-\d+$/;

/** m² of floor of a city's buildings by use; those whose use nobody knows are shared out as towns are. */
export function floorByUse(buildings: BuildingsPart): {
	readonly floor: Readonly<Record<DistrictUse, number>>;
	/** Of it in buildings whose use nobody knows. */
	readonly unknown: number;
} {
	const floor = { housing: 0, office: 0, retail: 0, industry: 0, public: 0 };
	let unknown = 0;
	buildings.key.forEach((key, row) => {
		const [area, levels] = [buildings.area[row]!, buildings.levels[row]!];
		const here = BLOCK.test(key) ? area * levels : floorArea(area, levels, buildings.height[row]!);
		const use = floorUseOf(buildings.use[row]!);
		// Where people are without a building there is no floor.
		if (use === 'nobody' || !(here > 0)) return;
		if (use !== 'mixed') {
			floor[use] += here;
			return;
		}
		unknown += here;
		for (const { use: part } of USES) floor[part] += here * MIXED[part];
	});
	return { floor, unknown };
}
