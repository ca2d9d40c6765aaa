import { z } from 'zod';
import type { EpochMs } from '../units.ts';
import { wallSlug } from './profile.ts';
import { wallHealth } from './programme.ts';

const place = { column: z.number().int().min(0).max(31), row: z.number().int().min(0).max(31) };
const person = z.string().trim().min(1).max(80);

/** Digits that a machine shows and that somebody at the desk types. */
export const pairingCode = z.string().regex(/^\d{6}$/, 'six digits');

/** `POST /api/walls/devices/ask`: a machine that belongs to no wall. */
export const deviceAsk = z.object({ renderer: z.string().max(200).default('') });
/** `secret` is the machine's only, and proves to `self` that it is the one with the code. */
export interface DeviceAsked {
	readonly code: string;
	readonly secret: string;
}

/** `POST /api/walls/devices/self`, every two seconds until it is adopted, and when a page opens. */
export const deviceSelf = z.object({ secret: z.string().max(100).optional() });
/**
 * Which machine it is, by its cookie or its secret. `unknown`: it has neither, or waited for too long: let it ask.
 * `revoked`: somebody at the desk took it from its wall; its cookie is gone with this answer.
 */
export type DeviceState =
	| { readonly state: 'waiting'; readonly code: string }
	| { readonly state: 'paired'; readonly wall: string; readonly column: number; readonly row: number }
	| { readonly state: 'revoked' | 'unknown' };

/** `POST /api/walls/devices/adopt`: what was at that place of the wall is revoked. */
export const deviceToAdopt = z.object({ code: pairingCode, wall: wallSlug, ...place, by: person });
/** `POST /api/walls/devices/revoke`. */
export const deviceToRevoke = z.object({ device: z.string().max(40), by: person });
/** `POST /api/walls/{wall}/reload`: its page is loaded anew at the next quiet moment. */
export const deviceToReload = z.object({ ...place, by: person });

/** `POST /api/walls/{wall}/health`, every two seconds. */
export const healthReport = z.object({
	...place,
	health: wallHealth,
	/** Of the program that its page is of; absent until it has been told. */
	version: z.string().max(40).optional()
});
export type HealthReport = z.infer<typeof healthReport>;
/** What a machine is told in return. */
export interface HealthAnswer {
	readonly now: EpochMs;
	/** Newest revision of the programme. */
	readonly rev: number;
	/** Part of its full brightness that it should have now. */
	readonly brightness: number;
	/** Somebody looks: a picture of it is wanted every two seconds. */
	readonly thumbnail: boolean;
	/** Load the page anew as soon as nothing moves on it. */
	readonly reload?: 'quiet';
	/** Version of the program: a page says the first that it is told, and is told to load itself anew in its turn. */
	readonly version: string;
}
/** Bytes of a machine's picture of itself, image/jpeg. */
export const THUMBNAIL_BYTES = 64 * 1024;
