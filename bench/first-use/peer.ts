import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { compressPages } from '../../scripts/compress-pages.ts';
import { CACHE, say } from '../harness.ts';

const SOURCE = fileURLToPath(new URL('./peer/', import.meta.url));
const FOLDER = `${CACHE}first-use-peer/`;
const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.txt': 'text/csv',
	'.wasm': 'application/wasm'
};

/**
 * Installs kepler.gl beside the project, for this bench alone (800 MB), unless it is there.
 * False when it cannot be had, as without a network.
 */
export function installPeer(): boolean {
	mkdirSync(FOLDER, { recursive: true });
	for (const file of ['package.json', 'index.html', 'main.js'])
		copyFileSync(`${SOURCE}${file}`, `${FOLDER}${file}`);
	if (existsSync(`${FOLDER}node_modules/@kepler.gl/components/package.json`)) return true;
	say('installing kepler.gl for this bench, once: some minutes …');
	const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: FOLDER,
		stdio: ['ignore', 'ignore', 'inherit']
	});
	return status === 0;
}

/** The installed version of a package of the peer. */
export function peerVersion(name: string): string {
	return (
		JSON.parse(readFileSync(`${FOLDER}node_modules/${name}/package.json`, 'utf8')) as { version: string }
	).version;
}

/** Builds the peer's page for production, compresses it as ours is and serves it with the rows of `csv`. */
export async function servePeer(csv: string): Promise<{ readonly port: number; close(): void }> {
	const pages = `${FOLDER}dist/`;
	await build({
		root: FOLDER,
		configFile: false,
		logLevel: 'silent',
		define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'globalThis' },
		build: { outDir: pages, emptyOutDir: true, target: 'es2022' }
	});
	copyFileSync(csv, `${pages}requests.txt`);
	await compressPages(pages);
	const server = createServer((request, response) => {
		const path = (request.url ?? '/').split('?')[0] ?? '/';
		const file = `${pages}${path === '/' ? 'index.html' : path.slice(1)}`;
		if (path.includes('..') || !existsSync(file)) {
			response.writeHead(404).end();
			return;
		}
		const small = existsSync(`${file}.br`) && /\bbr\b/.test(String(request.headers['accept-encoding']));
		response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
		if (small) response.setHeader('Content-Encoding', 'br');
		response.end(readFileSync(small ? `${file}.br` : file));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo; // it listens on a port
	return { port, close: () => server.close() };
}
