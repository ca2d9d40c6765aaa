import { DIFFERENCE_LAYER } from '#lib/layers/difference/show-difference.ts';
import type { Pick } from '#lib/scene/contract.ts';
import type { Comparison } from './comparison.svelte.ts';

/** Selects the entity whose difference was picked; false for anything else. */
export function pickDifference({ page, differences }: Comparison, found: Pick | undefined): boolean {
	if (found?.kind !== 'overlay' || found.layer !== DIFFERENCE_LAYER) return false;
	const row = differences.rows?.[found.index];
	const { measure } = differences;
	// A cell is nothing that could be selected.
	if (row && measure?.kind === 'metric') page.view.select([{ layer: measure.layer.id, id: row.urn }]);
	return true;
}
