import type { LngLat } from '#lib/model/geometry.ts';
import type { ScenarioEdit, ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import { Plane } from '../city/plane.ts';
import { ringCentre } from '#lib/model/ring.ts';
import { districtMassing, type DistrictBlock, type DistrictUse } from '../edit/district-massing.ts';
import type { DistrictSettings } from './parameters.ts';
import { FACILITY_NEEDS, facilitiesNeeded, greenPerResident } from './standards.ts';
import { USES } from './uses.ts';

/** A district of a scenario with what it takes and what it is to have. */
export interface PlannedDistrict {
	/** `new-2` of the edit with that index. */
	readonly key: string;
	readonly name: string;
	readonly ring: readonly LngLat[];
	readonly blocks: readonly DistrictBlock[];
	/** m²: of land, of floor by use, and of land that its blocks stand on. */
	readonly land: number;
	readonly floor: Readonly<Record<DistrictUse, number>>;
	readonly floors: number;
	readonly built: number;
	/** Of its highest block, metres. */
	readonly highest: number;
	readonly residents: number;
	readonly jobs: number;
	/** kWh a year, CNY, kg of CO₂ once. */
	readonly energy: number;
	readonly cost: number;
	readonly embodied: number;
	/** m² of public green that it needs. */
	readonly green: number;
	readonly facilities: readonly {
		readonly kind: string;
		readonly needed: number;
		readonly planned: number;
	}[];
}

/** All districts of a scenario. Throws INPUT_INVALID when one cannot hold what it should. */
export function plannedDistricts(
	edits: readonly ScenarioEdit[],
	settings: DistrictSettings
): PlannedDistrict[] {
	return edits.flatMap((edit, place) =>
		edit.kind === 'district' ? [planned(edit, `new-${String(place)}`, settings)] : []
	);
}

function planned(edit: ScenarioEditOf<'district'>, key: string, settings: DistrictSettings): PlannedDistrict {
	const { at, size } = ringCentre(edit.ring);
	const plane = new Plane(at[1]);
	const floor = Object.fromEntries(
		USES.map(({ use }) => [use, edit.floorArea[use] ?? 0])
	) as PlannedDistrict['floor']; // all uses
	const sum = (of: (use: DistrictUse) => number) => USES.reduce((all, { use }) => all + of(use), 0);
	const floors = sum((use) => floor[use]);
	const blocks = districtMassing(edit);
	return {
		key,
		name: edit.name,
		ring: edit.ring,
		blocks,
		land: size * plane.perLng * plane.perLat,
		floor,
		floors,
		built: blocks.reduce((all, { area }) => all + area, 0),
		highest: blocks.reduce((most, { height }) => Math.max(most, height), 0),
		residents: edit.residents,
		jobs: edit.jobs,
		energy: sum((use) => floor[use] * settings.energy[use]),
		cost: sum((use) => floor[use] * settings.cost[use]),
		embodied: floors * settings.embodied,
		green: edit.residents * greenPerResident(edit.residents),
		facilities: FACILITY_NEEDS.map((need) => ({
			kind: need.kind,
			needed: facilitiesNeeded(edit.residents, need),
			planned: edit.facilities[need.kind] ?? 0
		}))
	};
}

/** Facilities that a district should have more of. */
export function missing({ facilities }: PlannedDistrict): number {
	return facilities.reduce((sum, { needed, planned: there }) => sum + Math.max(0, needed - there), 0);
}
