import type { WallScene } from '#lib/model/wall/scene.ts';
import type { CitySession } from '../map/session.svelte.ts';

/** What is asked of a session: its layers and how their sources are. */
export type SourceStates = Pick<CitySession, 'layers' | 'status' | 'desk'>;

/**
 * The live layer that a scene is about, when its source is silent for too long: a playlist leaves the scene out then.
 * Undefined for a scene that is well, and for one that shows nothing live. It is the front one of the view, else of the theme.
 */
export function staleLayerOf(session: SourceStates, scene: WallScene): string | undefined {
	if (scene.view?.time.kind === 'replay') return undefined;
	const wanted =
		scene.view?.layers ??
		(scene.theme === undefined
			? []
			: (session.desk.themes
					.get(scene.theme)
					?.layers.filter(({ shown }) => shown)
					.map(({ id }) => id) ?? []));
	for (const id of wanted) {
		const layer = session.layers.find((one) => one.id === id);
		const status = layer?.stream === undefined ? undefined : session.status(layer);
		if (layer && status) return status.stale ? layer.id : undefined;
	}
	return undefined;
}
