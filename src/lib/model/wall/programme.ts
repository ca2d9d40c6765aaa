import type { Camera } from '../city.ts';
import type { EpochMs, Seconds } from '../units.ts';
import type { WallProfile } from './profile.ts';
import type { WallScene } from './scene.ts';

/** A flight of the camera that every machine works out by itself from the server's time. */
export interface WallFlight {
	readonly from: Camera;
	readonly to: Camera;
	readonly startAt: EpochMs;
	readonly endAt: EpochMs;
}

/** Who may change a wall, until when. */
export interface WallLease {
	/** As everybody may read it on the wall: a seat or role. */
	readonly role: string;
	readonly until: EpochMs;
}

/**
 * What is on air: the same for every machine of a wall, a function of the server's time, `GET /api/walls/{wall}/programme`.
 * A machine that joins late falls into step with nothing else.
 */
export interface WallProgramme {
	readonly profile: WallProfile;
	/** Grows with everything that changes the picture; a command that was meant for an older one changes nothing. */
	readonly rev: number;
	/** Machines show this revision from here on, by the server's clock. */
	readonly applyAt: EpochMs;
	readonly scene: WallScene;
	/** Once it is over its `to` is the scene's camera. */
	readonly flight?: WallFlight;
	readonly playlist?: {
		readonly id: string;
		readonly name: WallScene['name'];
		/** Place of the scene in it, of how many. */
		readonly at: number;
		readonly of: number;
		readonly running: boolean;
		readonly nextAt?: EpochMs;
		/** Why the scene before this one was left out. */
		readonly skipped?: { readonly scene: WallScene['name']; readonly layer: string };
	};
	/** Nothing but black, and the strip. */
	readonly blank: boolean;
	readonly message?: { readonly text: string; readonly until: EpochMs };
	readonly lease?: WallLease;
	/** An alarm has taken the wall; it goes back by itself. */
	readonly interruption?: { readonly alarm: string; readonly since: EpochMs; readonly returnAt: EpochMs };
	/** While a lease holds, an alarm of level 1 only asks for the wall. */
	readonly suggestion?: { readonly alarm: string; readonly since: EpochMs };
}

/** What a machine says of itself every two seconds. */
export interface WallHealth {
	/** Revision that it shows. */
	readonly rev: number;
	/** The 95th part of a hundred of its frames took less, ms. */
	readonly frame: number;
	readonly framesPerSecond: number;
	/** MB; absent when the browser does not say. */
	readonly heap?: number;
	readonly wasm?: number;
	/** Lost and got back since it was loaded. */
	readonly contextsLost: number;
	readonly link: 'connecting' | 'online' | 'offline';
	/** Server's clock minus its own, ms. */
	readonly clockOffset: number;
	/** Pixels of the canvas, and what they should be. */
	readonly canvas: { readonly width: number; readonly height: number };
	/** UNMASKED_RENDERER_WEBGL. */
	readonly renderer: string;
	/** Seconds since it was loaded. */
	readonly uptime: Seconds;
	/** Layers that are broken, by id. */
	readonly broken: readonly string[];
}
