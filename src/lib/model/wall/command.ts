import { z } from 'zod';
import { camera } from '../city.ts';
import type { EpochMs, Milliseconds } from '../units.ts';
import { timeView } from '../view-spec.ts';
import { POSTS } from './post.ts';
import { wallPlaylist, wallScene } from './scene.ts';
import { wallProfile, wallSlug } from './profile.ts';
import type { WallProgramme } from './programme.ts';

const person = z.string().trim().min(1).max(80);

/** Who wants it, and which revision of the programme stood before their eyes. */
const meant = {
	by: person,
	rev: z.number().int().nonnegative(),
	/** Of the sender's own making: the same one again changes nothing. */
	id: z
		.string()
		.regex(/^[\w-]{1,64}$/)
		.optional()
};

/** Minutes that a lease lasts without a command of its holder. */
export const LEASE_MINUTES = 15;
/** A take can be undone for so long. */
export const UNDO_FOR: Milliseconds = 30_000;
/** Flights of one wall a second at most. */
export const FLIGHTS_A_SECOND = 5;

/** `POST /api/walls/{wall}/commands`. */
export const wallCommand = z.discriminatedUnion('kind', [
	/** A scene of the library by its id, or one as it was prepared in the preview. */
	z.object({ kind: z.literal('take'), scene: z.union([wallSlug, wallScene]), ...meant }),
	/** What was on air before the last take, within `UNDO_FOR`. */
	z.object({ kind: z.literal('undo'), ...meant }),
	z.object({ kind: z.literal('blank'), on: z.boolean(), ...meant }),
	/** The scene that needs no WebGL. */
	z.object({ kind: z.literal('safe'), ...meant }),
	/** A band of text; an empty one takes it away. */
	z.object({
		kind: z.literal('message'),
		text: z.string().trim().max(120),
		seconds: z.number().int().min(5).max(3600),
		...meant
	}),
	/** `FLIGHTS_A_SECOND` at most: joystick and following are many short ones. 0 seconds: a cut. */
	z.object({ kind: z.literal('fly'), to: camera, seconds: z.number().min(0).max(30), ...meant }),
	/** The wall's own clock, of the scene that is on air. */
	z.object({ kind: z.literal('time'), time: timeView, playing: z.boolean(), ...meant }),
	/** From its first scene; one that was stopped goes on where it stands. */
	z.object({ kind: z.literal('play'), playlist: wallSlug, ...meant }),
	z.object({ kind: z.literal('next'), ...meant }),
	z.object({ kind: z.literal('back'), ...meant }),
	z.object({ kind: z.literal('stop'), ...meant }),
	/** Nobody else commands the wall then. While another holds it, a higher post takes it over with a reason. */
	z.object({
		kind: z.literal('lease'),
		role: z.string().trim().min(1).max(40),
		post: z.enum(POSTS).default('seat'),
		minutes: z.number().int().min(1).max(60).default(LEASE_MINUTES),
		reason: z.string().trim().min(1).max(200).optional(),
		...meant
	}),
	z.object({ kind: z.literal('release'), ...meant }),
	/** Ends an alarm's interruption. */
	z.object({ kind: z.literal('return'), ...meant })
]);
export type WallCommand = z.output<typeof wallCommand>;

/**
 * Answer to a command: the programme as it now is. `stale`: it was meant for an older revision, `repeated`: it was done
 * before; neither changed anything. One that is refused, because another holds the wall, is ACT_REFUSED (409).
 */
export interface WallAnswer {
	readonly outcome: 'done' | 'stale' | 'repeated';
	readonly programme: WallProgramme;
}

/** Bodies of `POST /api/walls`, `/api/walls/scenes`, `/api/walls/playlists`, and of each one's `/forget`. All answer `WallList`. */
export const profileToKeep = z.object({ profile: wallProfile, by: person });
export const sceneToKeep = z.object({ scene: wallScene, by: person });
export const playlistToKeep = z.object({ playlist: wallPlaylist, by: person });
export const wallThingToForget = z.object({ id: wallSlug, by: person });

/** A line of `GET /api/walls/{wall}/audit`, the newest first. */
export interface WallAuditLine {
	readonly at: EpochMs;
	/** Who commanded; `clock` for what the wall did by itself. */
	readonly by: string;
	/**
	 * Kind of the command, or what the wall did: `interrupt`, `lease-over`, `replay-over`, `return`; `profile`, `adopt`, `revoke`, `reload` at
	 * the desk; `scene` and `playlist`, with `forget-…`, of the library that all walls share.
	 */
	readonly what: string;
	/** What of: scene, playlist, text, reason. */
	readonly of?: string;
	/** Revisions of the programme before and after. */
	readonly before: number;
	readonly after: number;
	readonly outcome: WallAnswer['outcome'] | 'refused';
	/** Why it was refused. */
	readonly why?: string;
}
export interface WallAudit {
	readonly lines: readonly WallAuditLine[];
}
