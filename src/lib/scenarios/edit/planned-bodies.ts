import type { LngLat } from '#lib/model/geometry.ts';
import type { BuildingsPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { Metres } from '#lib/model/units.ts';
import { ringBox, ringCentre, ringContains } from '#lib/model/ring.ts';
import { districtMassing } from './district-massing.ts';

/** How edits change what stands in the city. */
export interface PlannedBodies {
	/** Rows of the pack's buildings that go, ascending. */
	readonly gone: readonly number[];
	/** Blocks that come: outlines, not closed. */
	readonly blocks: readonly { readonly ring: readonly LngLat[]; readonly height: Metres }[];
}

/** Kinds of edits that change what stands. */
const KINDS: readonly ScenarioEdit['kind'][] = ['building-add', 'building-remove', 'district'];

export const changesBodies = (edits: readonly ScenarioEdit[]): boolean =>
	edits.some(({ kind }) => KINDS.includes(kind));

/** What goes and what comes by edits, in their order. Throws INPUT_INVALID for a district whose ring has no room for it. */
export function plannedBodies(
	{ lng, lat }: Pick<BuildingsPart, 'lng' | 'lat'>,
	edits: readonly ScenarioEdit[]
): PlannedBodies {
	const gone = new Set<number>();
	let blocks: PlannedBodies['blocks'][number][] = [];
	for (const edit of edits) {
		if (edit.kind === 'building-remove') for (const row of edit.buildings) gone.add(row);
		if (edit.kind === 'building-add') blocks.push({ ring: edit.ring, height: edit.height });
		if (edit.kind !== 'district') continue;
		if (edit.clears) {
			for (const row of rowsWithin(edit.ring, lng, lat)) gone.add(row);
			blocks = blocks.filter(({ ring }) => !ringContains(edit.ring, ...ringCentre(ring).at));
		}
		blocks.push(...districtMassing(edit));
	}
	return { gone: [...gone].sort((a, b) => a - b), blocks };
}

function rowsWithin(ring: readonly LngLat[], lng: Float64Array, lat: Float64Array): number[] {
	const [west, south, east, north] = ringBox(ring);
	const rows: number[] = [];
	for (let row = 0; row < lng.length; row++) {
		const [x, y] = [lng[row]!, lat[row]!];
		if (x >= west && x <= east && y >= south && y <= north && ringContains(ring, x, y)) rows.push(row);
	}
	return rows;
}
