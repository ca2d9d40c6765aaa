import type { EpochMs } from '../units.ts';
import type { WallNode, WallProfile } from './profile.ts';
import type { WallHealth, WallProgramme } from './programme.ts';
import type { WallPlaylist, WallScene } from './scene.ts';

/** A machine that was adopted. */
export interface WallDevice {
	readonly id: string;
	readonly adoptedAt: EpochMs;
	readonly by: string;
}

/** One machine of a wall as the desk sees it. */
export interface WallNodeState {
	readonly node: WallNode;
	/** Absent: nobody was adopted for this place; a window that anyone opened may report for it. */
	readonly device?: WallDevice;
	/** What it said last, and when, by the server's clock. */
	readonly health?: WallHealth;
	readonly at?: EpochMs;
	/** Silent for more than four seconds. */
	readonly late: boolean;
	/** Two seconds after it was due it did not show a revision. */
	readonly behind: boolean;
	/** When its newest picture of itself came: `GET /api/walls/{wall}/thumbnail?column=&row=`. */
	readonly thumbnailAt?: EpochMs;
}

/** A machine that shows a code and waits to be adopted. */
export interface WaitingDevice {
	readonly code: string;
	readonly since: EpochMs;
	readonly renderer: string;
}

export interface ListedWall {
	readonly profile: WallProfile;
	readonly programme: WallProgramme;
	readonly nodes: readonly WallNodeState[];
}

/** What everybody's library has, what it has but somebody changed, and what people made. */
export type ThingOrigin = 'built-in' | 'changed' | 'made';

/**
 * `GET /api/walls`: everything that the desk needs. Ask every two seconds while it is looked at: health is no news. Machines
 * make pictures of themselves while somebody does, unless with `?pictures=no`.
 */
export interface WallList {
	/** Grows with each change, also over restarts. */
	readonly rev: number;
	readonly now: EpochMs;
	readonly walls: readonly ListedWall[];
	/** Those that were made, and those that every city has. */
	readonly scenes: readonly WallScene[];
	readonly playlists: readonly WallPlaylist[];
	/** By their ids; what is not named is `made`. */
	readonly origins: {
		readonly scenes: Readonly<Record<string, ThingOrigin>>;
		readonly playlists: Readonly<Record<string, ThingOrigin>>;
	};
	readonly waiting: readonly WaitingDevice[];
}
