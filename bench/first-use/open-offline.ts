import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { openSlowLine } from './slow-line.ts';
import type { VisitOptions } from './visit.ts';
import { watchPage, type WatchedWindow } from './watch-page.ts';

/** A page that keeps itself has done so by then, ms; one that does not is given as long. */
const PATIENCE_MS = 20_000;

/**
 * Opens a page that was open before, with its line cut: ms until its largest text stands; undefined for a page
 * that does not open.
 */
export async function openOffline(browser: Browser, options: VisitOptions): Promise<number | undefined> {
	const line = await openSlowLine(options.port, options);
	const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en' });
	try {
		const page = await context.newPage();
		const { rows, press, answer } = options;
		await page.addInitScript(watchPage, { rows, press, answer });
		const cdp = await context.newCDPSession(page);
		await cdp.send('Emulation.setCPUThrottlingRate', { rate: options.slowdown });
		const url = `${line.origin}${options.path}`;
		await page.goto(url);
		// One that keeps nothing shows with the line cut what that means.
		for (const end = Date.now() + PATIENCE_MS; Date.now() < end && !(await isKept(page));)
			await setTimeout(200);
		await line.cut();
		const opened = await page.goto(url).catch(() => undefined);
		if (!opened) return undefined;
		await page.waitForSelector('[role="alert"]');
		await page.waitForFunction(() => (window as unknown as WatchedWindow).firstUse.largest !== undefined);
		return await page.evaluate(() => (window as unknown as WatchedWindow).firstUse.largest);
	} finally {
		await context.close();
		await line.cut();
	}
}

function isKept(page: Page): Promise<boolean> {
	return page.evaluate(async () => {
		const kept = await Promise.all(
			(await caches.keys()).map(async (name) => (await caches.open(name)).match(location.pathname))
		);
		return kept.some(Boolean);
	});
}
