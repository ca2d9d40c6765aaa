import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { RenderState } from '#lib/model/render-state.ts';

const EXECUTABLE = [
	process.env['CITYLOOP_CHROMIUM'],
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome'
].find((file) => file && existsSync(file));

/** Chromium with Mesa's software GL on the X screen of xvfb-run: the nearest to a real GPU that needs none. */
const FLAGS = [
	'--no-sandbox',
	'--use-gl=angle',
	'--use-angle=gl',
	'--ignore-gpu-blocklist',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-domain-reliability',
	'--disable-sync',
	'--disable-gpu-watchdog',
	'--disable-backgrounding-occluded-windows'
];

export interface TestBrowser {
	readonly browser: Browser;
	/** Every request that tried to leave this machine, whoever made it: page, worker, browser. */
	readonly left: readonly string[];
	open(url: string, options?: OpenOptions): Promise<Page>;
	close(): Promise<void>;
}

export interface OpenOptions {
	readonly width?: number;
	readonly height?: number;
	readonly locale?: 'zh-CN' | 'en';
	readonly context?: BrowserContext;
	readonly reducedMotion?: boolean;
}

/** A browser whose only way out of the machine is a proxy that notes and refuses. */
export async function launchBrowser(): Promise<TestBrowser> {
	const left: string[] = [];
	const proxy = await refusingProxy(left);
	const browser = await chromium.launch({
		...(EXECUTABLE ? { executablePath: EXECUTABLE } : {}),
		headless: false,
		args: FLAGS,
		proxy: { server: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` } // a listening TCP server has an address
	});
	return {
		browser,
		left,
		async open(url, options = {}) {
			const context =
				options.context ??
				(await browser.newContext({
					viewport: { width: options.width ?? 1280, height: options.height ?? 720 },
					locale: options.locale ?? 'en',
					reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
					colorScheme: 'dark'
				}));
			const page = await context.newPage();
			page.on('pageerror', (error) => process.stderr.write(`page error: ${error.message}\n`));
			await page.goto(url);
			return page;
		},
		async close() {
			await browser.close();
			proxy.close();
		}
	};
}

async function refusingProxy(left: string[]): Promise<Server> {
	const proxy = createServer((request, response) => {
		left.push(request.url ?? '');
		response.writeHead(403).end();
	});
	proxy.on('connect', (request, socket) => {
		left.push(request.url ?? '');
		socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	return proxy;
}

/** Waits until the page says that its picture is complete. */
export async function pictureReady(page: Page, timeout = 120_000): Promise<RenderState> {
	await page.waitForFunction(() => window.__render?.state === 'ready', undefined, { timeout, polling: 200 });
	return page.evaluate(() => window.__render as RenderState);
}
