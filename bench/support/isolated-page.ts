import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { CACHE } from '../harness.ts';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.wasm': 'application/wasm'
};

/**
 * Builds `bench/<name>` and serves it; `file` answers what is served as `/pack/bench.arrow`, `api` what is
 * asked below `/api/`. The page is isolated: its clock then ticks every 5 µs instead of every 100 µs.
 */
export async function serveIsolatedPage(
	name: string,
	file: () => Uint8Array,
	api: (url: URL) => Uint8Array | undefined = () => undefined
): Promise<{ readonly origin: string; readonly server: Server; close(): void }> {
	const folder = `${CACHE}${name}/`;
	await build({
		root: fileURLToPath(new URL(`../${name}/`, import.meta.url)),
		configFile: false,
		logLevel: 'error',
		base: '/',
		worker: { format: 'es' },
		build: { outDir: folder, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 4000 }
	});
	const server = createServer((request, response) => {
		const path = (request.url ?? '/').split('?')[0] ?? '/';
		response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
		response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
		if (path === '/pack/bench.arrow') {
			const bytes = file();
			response.setHeader('Content-Length', bytes.length);
			response.end(bytes);
			return;
		}
		const answer = path.startsWith('/api/') ? api(new URL(request.url ?? '/', 'http://bench')) : undefined;
		if (answer) {
			response.end(answer);
			return;
		}
		const asset = `${folder}${path === '/' ? 'index.html' : path.slice(1)}`;
		if (path.includes('..') || !existsSync(asset)) {
			response.writeHead(404).end();
			return;
		}
		response.setHeader('Content-Type', TYPES[extname(asset)] ?? 'application/octet-stream');
		response.end(readFileSync(asset));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo; // it listens on a port
	return { origin: `http://127.0.0.1:${port}/`, server, close: () => server.close() };
}
