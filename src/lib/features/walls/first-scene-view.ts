import { layersOf } from '#lib/layers/registry.ts';
import { firstView } from '#lib/model/first-view.ts';
import { cameraOfView } from '#lib/model/theme-camera.ts';
import type { ViewSpec } from '#lib/model/view-spec.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { showsByItself, timetableOf } from '../map/shows-by-itself.ts';
import { layersOfView } from '../themes/theme-view.ts';

/** A view of nothing yet, which no layer joins by itself. */
export const emptyView = ({ id, home }: CitySession['city']): ViewSpec => ({
	v: 1,
	city: id,
	camera: home,
	look: 'wall',
	layers: [],
	time: { kind: 'live' },
	metrics: {},
	filters: [],
	selection: [],
	styles: {},
	pinned: [],
	charts: []
});

/** What a wall shows of a scene that has no view of its own: its theme's first view, or the city's. */
export function firstSceneView(
	session: CitySession,
	{ theme: id }: Pick<WallScene, 'theme'>,
	wall: Pick<WallProfile, 'width' | 'height'>
): ViewSpec {
	const { city, desk, layers } = session;
	const theme = id === undefined ? undefined : desk.themes.get(id);
	return {
		...emptyView(city),
		camera: theme ? cameraOfView(theme.view, city, wall) : firstView(city, wall),
		layers: [...(theme ? layersOfView(theme, layers) : layersByThemselves(session))]
	};
}

/** Layers that show before anybody asked for them, front to back. */
function layersByThemselves({ city, desk, layers }: CitySession): readonly string[] {
	const shown = new Set(
		layersOf(city)
			.filter(({ initially }) => initially)
			.map(({ id }) => id)
	);
	for (const layer of layers) {
		if (layer.stream === undefined || shown.has(layer.id)) continue;
		if (!showsByItself(layer, shown.size, desk.themes.layer(layer.id))) continue;
		shown.add(layer.id);
		shown.delete(timetableOf(layer.id) ?? '');
	}
	return layers.filter(({ id }) => shown.has(id)).map(({ id }) => id);
}
