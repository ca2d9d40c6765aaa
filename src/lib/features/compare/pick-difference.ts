import { DIFFERENCE_LAYER } from '#lib/layers/difference/show-difference.ts';
import type { Pick } from '#lib/scene/contract.ts';
import type { Comparison } from './comparison.svelte.ts';

/** Selects the entity whose difference was picked; false for anything else. */
export function pickDifference({ page, differences }: Comparison, found: Pick | undefined): boolean {
	if (found?.kind !== 'overlay' || found.layer !== DIFFERENCE_LAYER) return false;
	const row = differences.rows?.[found.index];
	const layer = differences.measure?.layer.id;
	if (row && layer !== undefined) page.view.select([{ layer, id: row.urn }]);
	return true;
}
