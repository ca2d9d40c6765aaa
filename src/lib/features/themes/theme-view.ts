import type { CityLayer } from '#lib/layers/layer.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { densestPlace } from '#lib/model/densest-place.ts';
import { cameraOfView, SINGLE_THINGS, SQUARE_OF_THINGS } from '#lib/model/theme-camera.ts';
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

/** Things of a live layer may be a moment in coming. */
const LOOK_AGAIN_MS = 150;
const MOST_LOOKS = 40;

/** Opens a theme's first view: its layers, and where it looks from. */
export function openThemeView(session: CitySession, theme: ThemeState): void {
	session.view.showOnly(layersOfView(theme, session.layers));
	const camera = cameraOfView(theme.view, session.city, session.mapSize);
	if (camera.zoom < SINGLE_THINGS) session.scene?.flyTo(camera);
	else
		void placeOfThings(session, theme).then((place) =>
			session.scene?.flyTo(place ? { ...camera, lng: place[0], lat: place[1] } : camera)
		);
}

/** Where most things of a theme stand, as soon as they are on the map; undefined when none come. */
export async function placeOfThings(session: CitySession, theme: ThemeState): Promise<LngLat | undefined> {
	for (let looks = 0; looks <= MOST_LOOKS; looks++) {
		const place = densestPlace(placesOf(session, theme), SQUARE_OF_THINGS);
		if (place) return place;
		await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
	}
	return undefined;
}

/** Where the things of a theme stand that are on the map now. */
const placesOf = (session: CitySession, { layers }: ThemeState): readonly LngLat[] =>
	layers.flatMap(({ id }) => {
		const shown = session.onMap(id);
		return (
			shown?.rows?.().flatMap((row) => {
				const place = shown.placeOf?.(row);
				return place ? [place] : [];
			}) ?? []
		);
	});
