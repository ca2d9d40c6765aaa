import type { CityLayer } from '#lib/layers/layer.ts';
import type { Camera } from '#lib/model/city.ts';
import { firstView, type CityShape } from '#lib/model/first-view.ts';
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

/** Zoom levels: a theme that looks no closer than this looks at the whole city. */
const WHOLE_CITY = 1;

/**
 * Where a theme first looks from: how close it wants, at what is in the middle. In a wide picture one that looks at the
 * whole city has the city along its length.
 */
export function cameraOfView(
	{ zoom, pitch }: ThemeState['view'],
	city: CityShape,
	picture: { readonly width: number; readonly height: number }
): Camera {
	const first = firstView(city, picture);
	if (first !== city.home && (zoom ?? 0) < first.zoom + WHOLE_CITY) return first;
	return { ...city.home, ...(zoom !== undefined && { zoom }), ...(pitch !== undefined && { pitch }) };
}

/** Opens a theme's first view: its layers, and where it looks from. */
export function openThemeView(session: CitySession, theme: ThemeState): void {
	session.view.showOnly(layersOfView(theme, session.layers));
	session.scene?.flyTo(cameraOfView(theme.view, session.city, session.mapSize));
}
