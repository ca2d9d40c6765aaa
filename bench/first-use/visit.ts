import type { Browser } from 'playwright-core';
import { hostOf, openRefusingProxy } from '../../tests/support/refusing-proxy.ts';
import { openSlowLine } from './slow-line.ts';
import { watchPage, type Seen, type Watched, type WatchedWindow } from './watch-page.ts';

/** What a visitor who comes for the first time waits for; times in ms since the page was asked for. */
export interface Visit {
	/** Of the largest text or image. */
	readonly largestMs: number;
	/** The first press was answered. */
	readonly usableMs: number;
	/** Every row stood on the page's first map. */
	readonly firstMapMs: number;
	/** Every row stood on the map that stays. */
	readonly mapMs: number;
	/** The page said that its picture is complete; NaN of pages that do not say it. */
	readonly completeMs: number;
	/** That had come down when every row stood on the first map, and on the map that stays. */
	readonly bytesBeforeFirstMap: number;
	readonly bytesBeforeMap: number;
	/** Hosts that the page asked and that are not its own; they are refused. */
	readonly asked: readonly string[];
}

export interface VisitOptions extends Watched {
	/** Of the server on this machine. */
	readonly port: number;
	readonly path: string;
	/** Its page says itself when its picture is complete. */
	readonly says: boolean;
	readonly bitsPerSecond: number;
	readonly delayMs: number;
	/** Of the main thread. */
	readonly slowdown: number;
}

/** Opens a page with an empty cache over a slow line and a slow processor, and follows it until its map is there. */
export async function visit(browser: Browser, options: VisitOptions): Promise<Visit> {
	const line = await openSlowLine(options.port, options);
	// A proxy and no route of the page's requests: the browser keeps no cache for a page whose requests are routed.
	const proxy = await openRefusingProxy();
	const context = await browser.newContext({
		proxy: proxy.settings,
		viewport: { width: 1280, height: 720 },
		locale: 'en',
		colorScheme: 'dark'
	});
	try {
		const page = await context.newPage();
		const told = new Map<keyof Seen, () => void>();
		const wanted: (keyof Seen)[] = ['usable', 'rows', ...(options.says ? (['complete'] as const) : [])];
		const all = Promise.all(wanted.map((what) => new Promise<void>((resolve) => told.set(what, resolve))));
		await page.exposeFunction('firstUseSeen', (what: keyof Seen) => {
			told.get(what)?.();
		});
		const { rows, press, answer } = options;
		await page.addInitScript(watchPage, { rows, press, answer });
		const cdp = await context.newCDPSession(page);
		await cdp.send('Emulation.setCPUThrottlingRate', { rate: options.slowdown });
		await page.goto(`${line.origin}${options.path}`, { waitUntil: 'commit' });
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(new Error(`${options.path} showed no map in two minutes`)), 120_000);
		});
		await Promise.race([all, late]).finally(() => clearTimeout(timer));
		const seen = await page.evaluate(() => (window as unknown as WatchedWindow).firstUse);
		const origin = await page.evaluate(() => performance.timeOrigin);
		const downBy = (ms = Number.NaN) => line.downBy(origin + ms);
		return {
			largestMs: seen.largest ?? Number.NaN,
			usableMs: seen.usable ?? Number.NaN,
			firstMapMs: seen.firstMap ?? Number.NaN,
			mapMs: seen.rows ?? Number.NaN,
			completeMs: seen.complete ?? Number.NaN,
			bytesBeforeFirstMap: downBy(seen.firstMap),
			bytesBeforeMap: downBy(seen.rows),
			asked: [...new Set(proxy.left.map(hostOf))].sort()
		};
	} finally {
		await context.close();
		proxy.close();
		await line.cut();
	}
}
