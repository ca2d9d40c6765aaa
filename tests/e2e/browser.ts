import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RenderState } from '#lib/model/render-state.ts';
import { launchChromium } from '../support/chromium.ts';
import { openRefusingProxy } from '../support/refusing-proxy.ts';

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
	const proxy = await openRefusingProxy();
	const browser = await launchChromium('window', { proxy: proxy.settings });
	return {
		browser,
		left: proxy.left,
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

/** Waits until the page says that its picture is complete. */
export async function pictureReady(page: Page, timeout = 120_000): Promise<RenderState> {
	await page.waitForFunction(() => window.__render?.state === 'ready', undefined, { timeout, polling: 200 });
	return page.evaluate(() => window.__render as RenderState);
}

/** The map's own pixels as RGBA, read from the canvas; rows from the top. */
export async function mapPixels(page: Page): Promise<{ width: number; height: number; data: Uint8Array }> {
	const { width, height, base64 } = await page.evaluate(() => {
		const canvas = document.querySelector('canvas') as HTMLCanvasElement;
		const copy = document.createElement('canvas');
		copy.width = canvas.width;
		copy.height = canvas.height;
		const context = copy.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
		context.drawImage(canvas, 0, 0);
		const { data } = context.getImageData(0, 0, copy.width, copy.height);
		let binary = '';
		for (let at = 0; at < data.length; at += 0x8000)
			binary += String.fromCharCode(...data.subarray(at, at + 0x8000));
		return { width: copy.width, height: copy.height, base64: btoa(binary) };
	});
	return { width, height, data: new Uint8Array(Buffer.from(base64, 'base64')) };
}

/** How many pixels of two pictures differ. */
export function differing(a: { data: Uint8Array }, b: { data: Uint8Array }): number {
	if (a.data.length !== b.data.length) return Number.POSITIVE_INFINITY;
	let count = 0;
	for (let at = 0; at < a.data.length; at += 4)
		if (a.data[at] !== b.data[at] || a.data[at + 1] !== b.data[at + 1] || a.data[at + 2] !== b.data[at + 2])
			count++;
	return count;
}

/** How many different colours a picture has. */
export function colours({ data }: { data: Uint8Array }): number {
	const seen = new Set<number>();
	for (let at = 0; at < data.length; at += 4)
		seen.add((data[at] as number) | ((data[at + 1] as number) << 8) | ((data[at + 2] as number) << 16));
	return seen.size;
}

/** Clicks the middle of the map. */
export async function clickMap(page: Page): Promise<void> {
	const box = await page.locator('canvas').first().boundingBox();
	if (!box) throw new Error('the map has no canvas');
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}
