import type { Browser, Page } from 'playwright-core';
import { differing, mapPixels } from '../../tests/e2e/browser.ts';
import type { OpenedPage } from './our-page.ts';

/** What became of a page whose browser's GPU process died twice: the second time contexts are refused for minutes. */
export interface GpuDeaths {
	/** Until the picture was back after the first death, ms. */
	readonly firstMs: number;
	/** Until the card could be read after the second, ms; absent when contexts were not refused. */
	readonly cardMs?: number;
	/** Until the picture was back, ms. */
	readonly secondMs: number;
	readonly differing: number;
}

const WITHIN = 240_000;

export async function killGpuTwice(browser: Browser, { page }: OpenedPage): Promise<GpuDeaths> {
	const before = await mapPixels(page);
	const firstMs = await dieAndReturn(browser, page);
	const from = performance.now();
	const card = page
		.getByRole('alert')
		.filter({ hasText: 'The browser refuses 3D drawing for now' })
		.waitFor({ timeout: WITHIN })
		.then(() => performance.now() - from)
		.catch(() => undefined);
	const secondMs = await dieAndReturn(browser, page);
	const seen = await Promise.race([card, Promise.resolve(undefined)]);
	return {
		firstMs,
		...(seen !== undefined && { cardMs: seen }),
		secondMs,
		differing: differing(before, await mapPixels(page))
	};
}

/** Kills this browser's GPU process; milliseconds until another canvas shows a complete picture. */
async function dieAndReturn(browser: Browser, page: Page): Promise<number> {
	await page.evaluate(() => Object.assign(window, { canvasBefore: document.querySelector('canvas') }));
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	const gpu = processInfo.find(({ type }) => type === 'GPU');
	if (!gpu) throw new Error('the browser has no GPU process to kill');
	const from = performance.now();
	process.kill(gpu.id, 'SIGKILL');
	await page.waitForFunction(
		() => {
			const { canvasBefore } = window as unknown as { canvasBefore: Element | null };
			const canvas = document.querySelector('canvas');
			return canvas !== null && canvas !== canvasBefore && window.__render?.state === 'ready';
		},
		undefined,
		{ polling: 50, timeout: WITHIN }
	);
	const took = performance.now() - from;
	await page.evaluate(() => Object.assign(window, { canvasBefore: undefined }));
	return took;
}
