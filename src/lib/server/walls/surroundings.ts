import type { Alarm } from '#lib/model/alarm.ts';
import type { CityManifest } from '#lib/model/city.ts';
import { cameraOfView } from '#lib/model/theme-camera.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';
import { visibleTo } from '#lib/server/alarms/visible-alarm.ts';
import { NO_ACCESS } from '#lib/server/auth/access.ts';
import type { LiveService } from '#lib/server/live/start-live.ts';
import { THEMES } from '#lib/themes/registry.ts';
import { builtInScenes } from './built-in-scenes.ts';
import { urgentOf } from './programme/urgent.ts';
import type { Urgent } from './programme/situation.ts';
import type { WallSurroundings } from './walls.ts';

/** What the walls of a city ask of the rest of it, as it stands whenever it is asked. */
export function surroundingsOf(city: CityManifest, live: LiveService | undefined): () => WallSurroundings {
	const urgent = urgentAlarms(live);
	return () => ({
		scenes: builtInScenes(city, live?.themes?.current().map(({ theme }) => theme) ?? []),
		cameraOf: (scene, profile) => cameraOf(scene, profile, city),
		staleLayerOf: (scene) => staleLayerOf(scene, live),
		urgent: urgent()
	});
}

function cameraOf({ view, theme }: WallScene, { width, height }: WallProfile, city: CityManifest) {
	const known = THEMES.find(({ id }) => id === theme);
	return view?.camera ?? cameraOfView(known?.view ?? { layers: [] }, city, { width, height });
}

/** The first live layer of a scene's view, or of its theme, is what it is mainly about. */
function staleLayerOf({ view, theme }: WallScene, live: LiveService | undefined): string | undefined {
	const shown =
		view?.layers ??
		THEMES.find(({ id }) => id === theme)?.layers.flatMap(({ declaration, shown }) =>
			shown ? [declaration.id] : []
		);
	const main = shown?.find((id) => live?.hub.layers.has(id));
	if (main === undefined || view?.time.kind === 'replay') return undefined;
	return live?.hub.health(Date.now()).find(({ id }) => id === main)?.stale ? main : undefined;
}

/** Those that a wall, which everybody in the room reads, may show; looked for again when some alarm changed. */
function urgentAlarms(live: LiveService | undefined): () => readonly Urgent[] {
	let known: readonly Urgent[] = [];
	let rev: number | undefined;
	return () => {
		const newest = live?.changes.all().find(({ what }) => what === 'alarms')?.rev;
		if (!live?.alarms || newest === rev) return known;
		rev = newest;
		const { alarms, hub } = live;
		const seen = (alarm: Alarm) =>
			visibleTo(alarm, NO_ACCESS, (layer) => hub.layers.get(layer)?.restricted) ?? [];
		known = alarms
			.list()
			.alarms.filter(({ level, acknowledged, shelved }) => level === 1 && !acknowledged && !shelved)
			.flatMap(seen)
			.toSorted((a, b) => a.raisedAt - b.raisedAt)
			.map(
				(alarm) =>
					known.find((one) => one.alarm === alarm.id) ?? urgentOf(alarm, alarms.nearby(alarm.id, NO_ACCESS))
			);
		return known;
	};
}
