import { PNG } from 'pngjs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, pictureReady, type TestBrowser } from './browser.ts';

/** What a first visit's map shows while the engines that draw the city are on their way. */
let browser: TestBrowser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

const DOTS = /\/api\/city\/dots\//;
const SCRIPTS = /\/_app\/immutable\/(chunks|workers)\/|worker/;
const VIEW = 'lang=en&layers=requests&at=2025-03-20T13:00:00Z';
/** Of the map: what stands over it is left out. */
const CLIP = { x: 380, y: 130, width: 480, height: 140 };
/** The colour of the dots as it is on dark land; edges are mixed. */
const isDot = ([red = 0, green = 0, blue = 0]: readonly number[]) => green > 190 && red > 140 && blue > 170;

test('the dots of a first visit stand where the map draws them, before anything of an engine is asked for', async () => {
	const context = await browser.browser.newContext({
		viewport: { width: 1280, height: 720 },
		reducedMotion: 'reduce',
		colorScheme: 'dark'
	});
	const asked: string[] = [];
	context.on('request', (request) => asked.push(new URL(request.url()).pathname));
	// From the dots on, scripts wait.
	const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
	let isPlanned = false;
	await context.route(SCRIPTS, async (route) => {
		if (isPlanned) await released;
		await route.continue();
	});
	await context.route(DOTS, async (route) => {
		isPlanned = true;
		await route.continue();
	});
	const page = await browser.open(`${inject('gridtown')}/explore?${VIEW}`, { context });
	const plan = page.locator('[data-first-plan]');
	await plan.waitFor();
	await expect.poll(async () => dotsOf(await shot(page))).toBeGreaterThan(500);
	expect(await page.locator('[data-map] canvas').count()).toBe(0);
	const drawn = await shot(page);

	release(undefined);
	await pictureReady(page);
	await expect.poll(() => plan.count()).toBe(0);
	const map = await shot(page);
	expect(alike(drawn, map)).toBeGreaterThan(0.85);
	expect(alike(map, drawn)).toBeGreaterThan(0.85);
	expect(asked.filter((path) => DOTS.test(path))).toEqual(['/api/city/dots/requests']);
	await context.close();
});

test('a link that colours or filters is not drawn as a plan, which would show what it does not say', async () => {
	const heat = encodeURIComponent('requests:{"form":"heat"}');
	for (const view of [`layers=requests&style=${heat}`, 'layers=buildings']) {
		const page = await browser.open(`${inject('gridtown')}/explore?lang=en&${view}`);
		await pictureReady(page);
		const plans = await page.evaluate(() =>
			performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/city/dots/'))
		);
		expect(plans).toEqual([]);
		await page.context().close();
	}
});

const shot = async (page: Page): Promise<PNG> => PNG.sync.read(await page.screenshot({ clip: CLIP }));

const pixel = ({ data }: PNG, i: number): readonly number[] => [...data.subarray(4 * i, 4 * i + 3)];
const pixels = ({ width, height }: PNG): number[] => Array.from({ length: width * height }, (_, i) => i);
const dotsOf = (picture: PNG): number => pixels(picture).filter((i) => isDot(pixel(picture, i))).length;

/** The share of a picture's dot pixels that are of a dot in another one, too. */
function alike(a: PNG, b: PNG): number {
	const own = pixels(a).filter((i) => isDot(pixel(a, i)));
	return own.filter((i) => isDot(pixel(b, i))).length / own.length;
}

test('parts that do not come are said to be missing, and come when the page is loaded anew', async () => {
	const context = await browser.browser.newContext({ viewport: { width: 1280, height: 720 } });
	let isPlanned = false;
	await context.route(DOTS, async (route) => {
		isPlanned = true;
		await route.continue();
	});
	await context.route(SCRIPTS, (route) => (isPlanned ? route.abort() : route.continue()));
	const page = await browser.open(`${inject('gridtown')}/explore?${VIEW}`, { context });
	await page.getByText('A part of this page could not be fetched: the server did not answer').waitFor();
	await page.getByText('The server does not answer. Check the network and try again.').waitFor();
	await context.unroute(SCRIPTS);
	await page.getByRole('alert').getByRole('button', { name: 'Reload' }).first().click();
	await page.locator('[data-selected="1000"]').waitFor();
	await pictureReady(page);
	expect(await page.getByText('A part of this page').count()).toBe(0);
	await context.close();
});

test('while the code of the live link does not come, the link is said to be lost, and is tried again', async () => {
	const context = await browser.browser.newContext({ viewport: { width: 1280, height: 720 } });
	let isAway = true;
	await context.route(/\/_app\/immutable\/chunks\//, async (route) => {
		const reply = await route.fetch();
		if (isAway && (await reply.text()).includes('the live worker ended')) await route.abort();
		else await route.continue();
	});
	const page = await browser.open(`${inject('gridtown')}/explore?lang=en&layers=metro`, { context });
	await page.getByText(/^Link to the server lost at/).waitFor();
	isAway = false;
	await page.getByText(/^Link back at/).waitFor();
	await page.getByText(/sources on time/).waitFor();
	await context.close();
});
