import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { spawn, spawnSync } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { build, type Plugin } from 'vite';
import { launchChromium } from '../../tests/support/chromium.ts';
import { CACHE } from '../harness.ts';

export interface BenchPage {
	readonly page: Page;
	readonly cdp: CDPSession;
	readonly browser: Browser;
	/** UNMASKED_RENDERER_WEBGL of the page's browser. */
	readonly renderer: string;
	close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.wasm': 'application/wasm',
	'.json': 'application/json'
};

/**
 * Builds `bench/pages/<name>`, serves it and opens it in a browser with WebGL: headed on a virtual
 * display, where Mesa's llvmpipe is two to three times as fast as SwiftShader. `folders`: what else is
 * served, by the beginning of its path. `plugins`: what its build needs beyond Vite's own.
 */
export async function openBenchPage(
	name: string,
	folders: Readonly<Record<string, string>> = {},
	plugins: Plugin[] = []
): Promise<BenchPage> {
	const folder = `${CACHE}${name}/`;
	await build({
		root: fileURLToPath(new URL(`./${name}/`, import.meta.url)),
		configFile: false,
		logLevel: 'error',
		plugins,
		build: { outDir: folder, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 9000 }
	});
	const server = createServer((request, response) => {
		const path = (request.url ?? '/').split('?')[0] ?? '/';
		const other = Object.entries(folders).find(([prefix]) => path.startsWith(prefix));
		const file = other
			? `${other[1]}${path.slice(other[0].length)}`
			: `${folder}${path === '/' ? 'index.html' : path.slice(1)}`;
		if (path.includes('..') || !existsSync(file)) {
			response.writeHead(404).end();
			return;
		}
		response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
		response.end(readFileSync(file));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const display = virtualDisplay();
	const browser = await launchChromium(display ? 'window' : 'headless', {
		env: { ...process.env, ...(display ? { DISPLAY: display.name } : {}) }
	});
	const page = await browser.newPage({ viewport: { width: 640, height: 640 } });
	page.setDefaultTimeout(300_000);
	page.on('pageerror', (error) => process.stderr.write(`page: ${error.stack ?? error.message}\n`));
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
	await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`); // it listens on a port
	const renderer = await rendererOf(page);
	return {
		page,
		cdp,
		browser,
		renderer,
		async close() {
			await browser.close();
			display?.end();
			server.close();
		}
	};
}

/** UNMASKED_RENDERER_WEBGL as a page sees it; `none` without WebGL. */
export function rendererOf(page: Page): Promise<string> {
	return page.evaluate(() => {
		const gl = document.createElement('canvas').getContext('webgl2');
		const info = gl?.getExtension('WEBGL_debug_renderer_info');
		const said = gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'none';
		gl?.getExtension('WEBGL_lose_context')?.loseContext();
		return said;
	});
}

/** CPU that the page's main thread has spent in tasks, ms. */
export async function mainThreadMs(cdp: CDPSession): Promise<number> {
	const { metrics } = await cdp.send('Performance.getMetrics');
	return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
}

/** Xvfb on a free display; undefined where there is none, then the browser draws without a window. */
export function virtualDisplay(): { name: string; end(): void } | undefined {
	if (process.env['DISPLAY']) return { name: process.env['DISPLAY'], end: () => undefined };
	if (spawnSync('which', ['Xvfb']).status !== 0) return undefined;
	let number = 90;
	while (existsSync(`/tmp/.X${String(number)}-lock`)) number++;
	const name = `:${String(number)}`;
	const server = spawn('Xvfb', [name, '-screen', '0', '1280x1024x24'], { stdio: 'ignore' });
	const lock = `/tmp/.X${String(number)}-lock`;
	const until = Date.now() + 5000;
	while (!existsSync(lock) && Date.now() < until) spawnSync('sleep', ['0.1']);
	return { name, end: () => server.kill() };
}
