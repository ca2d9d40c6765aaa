import { existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { lookup } from 'mrmime';
import send from 'send';

/** Served by no one: the index is the server's own. */
const PRIVATE = /\.(sqlite|sqlite-wal|sqlite-shm)$/;
const TYPES: Readonly<Record<string, string>> = {
	arrow: 'application/vnd.apache.arrow.stream',
	glb: 'model/gltf-binary',
	pb: 'application/x-protobuf'
};
const YEAR_MS = 365 * 24 * 3600 * 1000;

const typeOf = (path: string): string =>
	TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? lookup(path) ?? 'application/octet-stream';

/** True when the client says that it takes gzip. */
export const takesGzip = (request: IncomingMessage): boolean =>
	/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(request.headers['accept-encoding'] ?? ''));

/**
 * Answers one file of a pack: ranges, conditional requests, and the `.gz` twin when the client takes
 * gzip. The version in the URL makes every file immutable. Returns false when there is no such file.
 */
export function servePackFile(
	request: IncomingMessage,
	response: ServerResponse,
	packDir: string,
	path: string
): boolean {
	if (PRIVATE.test(path) || path.split('/').some((part) => part.startsWith('.') || part === '')) return false;
	const file = join(packDir, path);
	const zipped = file + '.gz';
	const useZipped = takesGzip(request) && !request.headers.range && existsSync(zipped);
	const chosen = useZipped ? path + '.gz' : path;
	if (!useZipped && !(existsSync(file) && statSync(file).isFile())) return false;

	response.setHeader('Content-Type', typeOf(path));
	response.setHeader('Vary', 'Accept-Encoding');
	if (useZipped) response.setHeader('Content-Encoding', 'gzip');
	send(request, encodeURI('/' + chosen), {
		root: packDir,
		maxAge: YEAR_MS,
		immutable: true,
		dotfiles: 'ignore'
	})
		.on('error', (error: { status?: number }) => {
			response.statusCode = error.status ?? 500;
			response.end();
		})
		.pipe(response);
	return true;
}
