import type { CityManifest } from '#lib/model/city.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';
import type { ActiveTheme } from '#lib/server/themes/themes.ts';
import { THEMES } from '#lib/themes/registry.ts';
import { builtInScenes } from './built-in-scenes.ts';
import type { LiveOfWalls } from './live-of-walls.ts';
import { sceneCamera } from './scene-camera.ts';
import { urgentAlarms } from './urgent-alarms.ts';
import type { WallSurroundings } from './walls.ts';

const NO_THEMES: readonly ActiveTheme[] = [];

/** What the walls of a city ask of the rest of it, as it stands whenever it is asked. */
export function surroundingsOf(
	city: CityManifest,
	live: LiveOfWalls | undefined,
	now: () => EpochMs
): () => WallSurroundings {
	const urgent = urgentAlarms(live);
	const hub = live?.hub;
	let themes: readonly ActiveTheme[] | undefined;
	let scenes: readonly WallScene[] = [];
	return () => {
		const on = live?.themes?.current() ?? NO_THEMES;
		// Another array after each switch.
		if (on !== themes)
			scenes = builtInScenes(
				city,
				on.map(({ theme }) => theme)
			);
		themes = on;
		return {
			scenes,
			cameraOf: (scene, profile) => sceneCamera(scene, profile, { city, hub }),
			staleLayerOf: (scene) => staleLayerOf(scene, live, now()),
			urgent: urgent()
		};
	};
}

/** The first live layer of a scene's view, or of its theme, is what it is mainly about; a replay has its data already. */
function staleLayerOf(
	{ view, theme }: WallScene,
	live: LiveOfWalls | undefined,
	now: EpochMs
): string | undefined {
	if (!live || view?.time.kind === 'replay') return undefined;
	const shown = view?.layers ?? shownLayers(theme);
	const main = shown.find((id) => live.hub.layers.has(id));
	return live.hub.health(now).some(({ id, stale }) => id === main && stale) ? main : undefined;
}

const shownLayers = (theme: string | undefined): readonly string[] =>
	THEMES.find(({ id }) => id === theme)?.layers.flatMap(({ declaration, shown }) =>
		shown ? [declaration.id] : []
	) ?? [];
