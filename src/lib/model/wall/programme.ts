import { z } from 'zod';
import type { Words } from '../alarm-rule.ts';
import type { Camera } from '../city.ts';
import type { ClockState } from '../clock.ts';
import type { LngLat } from '../geometry.ts';
import type { EpochMs } from '../units.ts';
import type { Post } from './post.ts';
import type { WallProfile } from './profile.ts';
import type { WallScene } from './scene.ts';

/** A flight of the camera that every machine works out by itself from the server's time. */
export interface WallFlight {
	readonly from: Camera;
	readonly to: Camera;
	readonly startAt: EpochMs;
	readonly endAt: EpochMs;
	/** Follows a hand: without softness at its ends, which would stutter. */
	readonly steady?: true;
}

/** Who may change a wall, until when. */
export interface WallLease {
	/** As everybody may read it on the wall: a seat or role. */
	readonly role: string;
	readonly post: Post;
	/** Name that commands of the holder carry. */
	readonly by: string;
	/** Every command of the holder puts it off. */
	readonly until: EpochMs;
	/** It was taken over from another, who is to be told. */
	readonly taken?: {
		readonly from: { readonly by: string; readonly role: string };
		readonly reason: string;
		readonly at: EpochMs;
	};
}

/** What an alarm's interruption says besides its alarm. */
export interface WallIncident {
	readonly alarm: string;
	readonly title: Words;
	/** Absent when the alarm has no place: the camera stays. */
	readonly place?: LngLat;
	/** Names of the nearest, as they stood when the alarm was first seen. */
	readonly cameras: readonly string[];
	readonly crews: readonly string[];
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
	/** When this scene came on air: what turns its pages by the clock begins then. */
	readonly shownSince: EpochMs;
	/** Where the picture looks once no flight is on its way. */
	readonly camera: Camera;
	/** Ends at `camera`; stays when it is over. */
	readonly flight?: WallFlight;
	/** Of a scene that shows another instant than now; absent: live. */
	readonly clock?: ClockState;
	readonly playlist?: {
		readonly id: string;
		readonly name: WallScene['name'];
		/** Place of the scene in it, 0 first, of how many. */
		readonly at: number;
		readonly of: number;
		/** False once it was stopped, by `stop` or because a scene was taken by hand. */
		readonly running: boolean;
		/** It runs, and waits for an alarm of level 1 to be acknowledged. */
		readonly waits: boolean;
		/** When the next scene comes; absent while it does not run or waits. */
		readonly nextAt?: EpochMs;
		/** Why the scene before this one was left out. */
		readonly skipped?: { readonly scene: WallScene['name']; readonly layer: string };
	};
	/** Nothing but black, and the strip. */
	readonly blank: boolean;
	readonly message?: { readonly text: string; readonly until: EpochMs };
	readonly lease?: WallLease;
	/** An alarm has taken the wall. It goes back by itself at `returnAt`; without that only who holds the wall ends it. */
	readonly interruption?: WallIncident & { readonly since: EpochMs; readonly returnAt?: EpochMs };
	/**
	 * An unacknowledged alarm of level 1 asks for the wall. It takes it at `interruptsAt`; without that it only asks,
	 * because somebody holds the wall or its profile says so.
	 */
	readonly suggestion?: WallIncident & { readonly since: EpochMs; readonly interruptsAt?: EpochMs };
	/** The last take can be undone until then. */
	readonly undoUntil?: EpochMs;
}

const count = z.number().int().nonnegative();
const pixelSize = z.object({ width: count, height: count }).readonly();

/** What a machine says of itself every two seconds. */
export const wallHealth = z
	.object({
		/** Revision that it shows. */
		rev: count,
		/** 95 of a hundred of its frames took less, ms. */
		frame: z.number().nonnegative(),
		framesPerSecond: z.number().nonnegative(),
		/** MB; absent when the browser does not say. */
		heap: z.number().nonnegative().optional(),
		/** Of all processes of its browser, MB; absent when nobody watches it (`cityloop wall-watch`). */
		resident: z.number().nonnegative().optional(),
		/** Lost and got back since it was loaded. */
		contextsLost: count,
		link: z.enum(['connecting', 'online', 'offline']),
		/** Server's clock minus its own, ms. */
		clockOffset: z.number(),
		/** Pixels of the canvas as they are; 0 where the scene has none that fills the machine's part. */
		canvas: pixelSize,
		/** Its map cannot be drawn: the browser refuses a GPU context, or the scene did not start. */
		dark: z.boolean().default(false),
		/** UNMASKED_RENDERER_WEBGL. */
		renderer: z.string().max(200),
		/** Seconds since it was loaded. */
		uptime: z.number().nonnegative(),
		/** Layers that are broken, by id. */
		broken: z.array(z.string().max(64)).max(64).readonly()
	})
	.readonly();
export type WallHealth = z.infer<typeof wallHealth>;
