import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

/** A token as the configuration knows it: never itself, only its SHA-256. */
export const tokenEntry = z.object({
	/** For people and logs. */
	name: z.string().min(1).max(64),
	/** SHA-256 of the token, 64 hexadecimal digits: `printf %s TOKEN | sha256sum`. */
	sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 small hexadecimal digits'),
	/** May send data in. */
	ingest: z.boolean().default(false),
	/** Rights to restricted layers. */
	rights: z.array(z.string().min(1).max(64)).max(64).default([])
});
export type TokenEntry = z.infer<typeof tokenEntry>;

/** What the sender of a request, or the owner of a socket, may do. */
export interface Access {
	readonly ingest: boolean;
	/** May read layers that need `right`; undefined: no right is needed. */
	may(right: string | undefined): boolean;
}

/** Without a token: open layers only. */
export const NO_ACCESS: Access = { ingest: false, may: (right) => right === undefined };

/** The access that a token gives; an unknown token gives what no token does. */
export function accessOf(tokens: readonly TokenEntry[], token: string | undefined): Access {
	if (token === undefined) return NO_ACCESS;
	const digest = createHash('sha256').update(token).digest();
	const known = tokens.find(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), digest));
	if (!known) return NO_ACCESS;
	const rights = new Set(known.rights);
	return { ingest: known.ingest, may: (right) => right === undefined || rights.has(right) };
}

/** The token of `Authorization: Bearer …`. */
export function bearerOf({ headers }: IncomingMessage): string | undefined {
	return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}
