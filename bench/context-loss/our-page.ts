import type { Browser, CDPSession, Page } from 'playwright-core';
import { differing, mapPixels, pictureReady } from '../../tests/e2e/browser.ts';
import { liveObjects, type LiveObjects } from '../support/live-objects.ts';

/** What became of one page whose context was lost again and again. */
export interface Losses {
	/** Until the picture was complete again, ms; infinite: not within twenty seconds. */
	readonly milliseconds: readonly number[];
	/** Pixels that differed from the picture before, by loss. */
	readonly differing: readonly number[];
	/** At the beginning, after the second loss and after the last. */
	readonly alive: readonly [LiveObjects, LiveObjects, LiveObjects];
}

export interface OpenedPage {
	readonly page: Page;
	readonly cdp: CDPSession;
}

/** Opens a page of the product whose time stands, and waits for its whole picture. */
export async function openStanding(browser: Browser, url: string): Promise<OpenedPage> {
	const page = await browser.newPage({
		viewport: { width: 1280, height: 720 },
		reducedMotion: 'reduce',
		colorScheme: 'dark',
		locale: 'en'
	});
	page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`));
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Performance.enable');
	await page.goto(url);
	await pictureReady(page);
	return { page, cdp };
}

/** Takes the context away so many times, each time when the picture is whole again. */
export async function loseAgain({ page, cdp }: OpenedPage, losses: number): Promise<Losses> {
	const before = await mapPixels(page);
	const milliseconds: number[] = [];
	const differ: number[] = [];
	const start = await liveObjects(cdp);
	let early = start;
	for (let loss = 0; loss < losses; loss++) {
		milliseconds.push(await loseOnce(page));
		differ.push(differing(before, await mapPixels(page)));
		if (loss === 1) early = await liveObjects(cdp);
	}
	return { milliseconds, differing: differ, alive: [start, early, await liveObjects(cdp)] };
}

/** Milliseconds from the loss to a complete picture on another canvas. */
function loseOnce(page: Page): Promise<number> {
	return page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				const lost = new WeakRef(document.querySelector('canvas')!);
				const from = performance.now();
				lost.deref()?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
				const look = () => {
					const canvas = document.querySelector('canvas');
					const isNew = canvas !== null && canvas !== lost.deref();
					const took = performance.now() - from;
					if (isNew && window.__render?.state === 'ready') resolve(took);
					else if (took > 20_000) resolve(Infinity);
					else setTimeout(look, 5);
				};
				look();
			})
	);
}
