import type { Figure } from '#lib/model/briefing/draft.ts';
import type { SavedView } from '#lib/model/saved-view.ts';
import type { CitySession } from '../../map/session.svelte.ts';

/** What a page shows at this moment as a figure: camera, layers, styles, filters, clock and comparison. */
export const viewFigure = (
	{ view }: CitySession,
	page: SavedView['page']
): Extract<Figure, { kind: 'map' }> => ({
	kind: 'map',
	page,
	view: structuredClone({ ...$state.snapshot(view.spec), time: view.clock.view() }) as SavedView['spec'] // a snapshot is plain
});
