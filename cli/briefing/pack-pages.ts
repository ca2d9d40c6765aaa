import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openPack } from '#lib/server/http/city-pack.ts';
import { servePackFile } from '#lib/server/http/pack-files.ts';
import { setSecurityHeaders } from '#lib/server/http/security-headers.ts';
import type { PageHandler } from '#lib/server/http/start-server.ts';

export interface PackPages {
	readonly origin: string;
	close(): Promise<void>;
}

/**
 * Serves the pages and one city's pack, and nothing that changes with time: maps of frozen briefings are drawn there from
 * their own answers. The data folder may be held by a running server. Throws CITY_NOT_FOUND, PACK_BROKEN.
 */
export async function servePackPages(dataDir: string, city: string, pages: PageHandler): Promise<PackPages> {
	const { dir, manifest } = openPack(dataDir, city);
	const prefix = `/packs/${manifest.id}/${manifest.version}/`;
	const missing = (response: ServerResponse) => {
		response.statusCode = 404;
		response.end();
	};
	const server = createServer((request: IncomingMessage, response) => {
		setSecurityHeaders(response, request.url ?? '');
		const { pathname } = new URL(request.url ?? '/', 'http://local');
		if (pathname.startsWith('/api/')) return missing(response);
		if (pathname.startsWith(prefix))
			return servePackFile(request, response, dir, decodeURIComponent(pathname.slice(prefix.length)))
				? undefined
				: missing(response);
		pages(request, response, () => missing(response));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens
		close: () =>
			new Promise((closed) => {
				server.close(() => closed());
				server.closeAllConnections();
			})
	};
}
