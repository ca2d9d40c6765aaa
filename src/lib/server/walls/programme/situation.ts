import type { Camera } from '#lib/model/city.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { WallIncident } from '#lib/model/wall/programme.ts';
import type { WallPlaylist, WallScene } from '#lib/model/wall/scene.ts';

/** An alarm of level 1 that nobody has acknowledged, and the scene that shows it. */
export interface Urgent extends WallIncident {
	readonly scene: WallScene;
}

/** Everything that a wall's programme depends on besides its own state. */
export interface Situation {
	readonly now: EpochMs;
	readonly profile: WallProfile;
	readonly scenes: readonly WallScene[];
	readonly playlists: readonly WallPlaylist[];
	/** Where a scene looks from on this wall. */
	readonly cameraOf: (scene: WallScene) => Camera;
	/** The live layer that a scene is mainly about, when nothing new has come of it for too long. */
	readonly staleLayerOf: (scene: WallScene) => string | undefined;
	/** The oldest first. */
	readonly urgent: readonly Urgent[];
}
