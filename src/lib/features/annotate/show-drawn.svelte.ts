import type { CitySession } from '../map/session.svelte.ts';
import type { Annotation } from './annotation.svelte.ts';
import { drawOverlay } from './draw-overlay.svelte.ts';

/** Keeps a page's drawings, and areas that filter, on its map; called while a page is made, ends with it. */
export function showDrawn(session: CitySession, annotation: Annotation): void {
	// A camera's move is a new view state: what hangs on this does not hear of it.
	const filters = $derived(session.view.spec.filters);
	const rings = $derived(
		distinct(filters.flatMap((filter) => (filter.kind === 'area' ? [filter.ring] : [])))
	);
	drawOverlay(session, 'drawn', () => {
		const { kept, drawing, next, byKeys } = annotation;
		const filters = rings;
		return !drawing && kept.length === 0 && filters.length === 0
			? undefined
			: { kept, drawing, next, byKeys, filters };
	});
}

/** Several datasets may be held to one area. */
function distinct<Ring>(rings: readonly Ring[]): readonly Ring[] {
	return [...new Map(rings.map((ring) => [JSON.stringify(ring), ring])).values()];
}
