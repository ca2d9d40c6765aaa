import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import send from 'send';
import type { FrozenStore } from './frozen-store.ts';

const YEAR_MS = 365 * 24 * 3600 * 1000;

/** Answers one file of a briefing: it never changes, so it is kept by whoever asked until the briefing expires. Throws NOT_FOUND, EXPIRED. */
export function serveFrozenFile(
	frozen: FrozenStore,
	{ id, name }: { readonly id: string; readonly name: string },
	request: IncomingMessage,
	response: ServerResponse
): void {
	const now = Date.now();
	const { expiresAt = Infinity } = frozen.about(id, now);
	const { path, type } = frozen.file(id, name, now);
	response.setHeader('Content-Type', type);
	send(request, encodeURI(`/${basename(path)}`), {
		root: dirname(path),
		maxAge: Math.min(YEAR_MS, expiresAt - now),
		immutable: true
	})
		.on('error', (error: { status?: number }) => {
			response.statusCode = error.status ?? 500;
			response.end();
		})
		.pipe(response);
}
