import type { CityLayer } from '#lib/layers/layer.ts';
import type { ThemeState } from '#lib/model/theme.ts';
import { ALARMS_LAYER } from '../map/selection.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';

/** What the city always stands on. */
const GROUND = new Set(['labels', 'buildings']);

/** Layers of a theme's first view, front to back: its own that show, those of the pack that it names, alarms, the city. */
export function layersOfView(
	{ layers, view }: Pick<ThemeState, 'layers' | 'view'>,
	offered: readonly Pick<CityLayer, 'id' | 'kind'>[]
): readonly string[] {
	const wanted = new Set([...layers.filter(({ shown }) => shown).map(({ id }) => id), ...view.layers]);
	return offered
		.filter(({ id, kind }) => id === ALARMS_LAYER || wanted.has(id) || GROUND.has(kind))
		.map(({ id }) => id);
}

/** Opens a theme's first view: its layers, and how close it looks at what is in the middle. */
export function openThemeView(session: CitySession, theme: ThemeState): void {
	session.view.showOnly(layersOfView(theme, session.layers));
	const { zoom, pitch } = theme.view;
	session.scene?.flyTo({
		...session.city.home,
		...(zoom !== undefined && { zoom }),
		...(pitch !== undefined && { pitch })
	});
}
