import type { IncomingMessage } from 'node:http';
import { AppError } from '#lib/model/errors.ts';
import { bearerOf, type Access } from '../../auth/access.ts';

export interface IngestAccess {
	readonly access: (request: IncomingMessage) => Access;
	/** Whoever reaches the server may send: it listens on this machine only, and nobody was given a token. */
	readonly open: boolean;
}

/** Throws UNAUTHORIZED without a token, FORBIDDEN with one that may not send, or from a page of another origin. */
export function requireIngest(request: IncomingMessage, { access, open }: IngestAccess): void {
	refuseForeignPages(request);
	if (open || access(request).ingest) return;
	if (bearerOf(request) === undefined)
		throw new AppError('UNAUTHORIZED', {
			message: 'Sending data needs a token: Authorization: Bearer <token>. Tokens are in config.json.'
		});
	throw new AppError('FORBIDDEN', { message: 'This token may not send data.' });
}

/** Throws FORBIDDEN: a page of another site can make its visitor's browser send to an open server on the same machine. */
export function refuseForeignPages({ headers }: IncomingMessage): void {
	const { origin, host } = headers;
	if (origin === undefined) return;
	if (URL.canParse(origin) && new URL(origin).host === host) return;
	throw new AppError('FORBIDDEN', { message: `A page of ${origin.slice(0, 200)} may not send data here.` });
}
