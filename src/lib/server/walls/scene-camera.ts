import type { Camera, CityManifest } from '#lib/model/city.ts';
import { densestPlace } from '#lib/model/densest-place.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { cameraOfView, SINGLE_THINGS, SQUARE_OF_THINGS } from '#lib/model/theme-camera.ts';
import type { Theme } from '#lib/model/theme.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';
import { ruleLayerOf } from '#lib/server/alarms/hub-layer.ts';
import { placeOf } from '#lib/server/alarms/rule-engine/rule-layer.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import { THEMES } from '#lib/themes/registry.ts';

/**
 * Where a scene looks from on a wall: as its view says, else as its theme's first view does. A theme of single things
 * looks where most of them stand now, which is the same for all machines because only the server looks for it.
 */
export function sceneCamera(
	{ view, theme: id }: Pick<WallScene, 'view' | 'theme'>,
	{ width, height }: Pick<WallProfile, 'width' | 'height'>,
	{ city, hub }: { readonly city: CityManifest; readonly hub: Pick<Hub, 'layers'> | undefined }
): Camera {
	if (view) return view.camera;
	const theme = THEMES.find((one) => one.id === id);
	const camera = cameraOfView(theme?.view ?? { layers: [] }, city, { width, height });
	if (!theme || !hub || camera.zoom < SINGLE_THINGS) return camera;
	const place = densestPlace(placesOf(theme, hub), SQUARE_OF_THINGS);
	return place ? { ...camera, lng: place[0], lat: place[1] } : camera;
}

/** Where the things of a theme stand that everybody may see. */
const placesOf = ({ layers }: Theme, hub: Pick<Hub, 'layers'>): readonly LngLat[] =>
	layers.flatMap(({ declaration: { id, restricted }, shown }) => {
		const layer = shown && restricted === undefined ? hub.layers.get(id) : undefined;
		if (!layer) return [];
		const { rows } = ruleLayerOf(layer);
		return Array.from(rows.present, (present, idx) => (present ? placeOf(rows, idx) : undefined)).filter(
			(place) => place !== undefined
		);
	});
