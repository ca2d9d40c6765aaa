import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { seriousFindings } from './axe.ts';
import { launchBrowser, type TestBrowser } from './browser.ts';

/** Pages that a person opens; those of one briefing and of one scenario are looked at where there is one. */
const ROUTES = [
	'/explore',
	'/ops',
	'/themes',
	'/themes/lighting',
	'/scenarios',
	'/scenarios/compare',
	'/briefings',
	'/ops/walls',
	'/ops/walls/main',
	'/ops/walls/main/ruler',
	'/wall',
	'/wall/main'
];

let browser: TestBrowser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

test.each(ROUTES)('%s has no serious finding of axe on a desk, nor on a telephone', async (route) => {
	const page = await browser.open(`${inject('gridtown')}${route}`, { width: 1600, height: 900 });
	// Nothing of a wall can be reached, so it has no roles.
	await page.locator('h1, [data-wall], main').first().waitFor({ state: 'attached' });
	expect(await seriousFindings(page)).toEqual([]);
	await page.setViewportSize({ width: 390, height: 844 });
	await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
	expect(await seriousFindings(page)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
	await page.context().close();
});

test('an address that no page has is said to be none, and the page is not loaded anew', async () => {
	const page = await browser.open(`${inject('gridtown')}/briefings/none/such`, { width: 1280, height: 720 });
	let loads = 0;
	page.on('load', () => loads++);
	await page.getByText('There is no such page').waitFor();
	await page.getByText('/briefings/none/such').waitFor();
	await page.getByRole('link', { name: 'Go to Explore' }).click();
	await page.waitForURL(/\/explore/);
	expect(loads).toBeLessThanOrEqual(1);
	await page.context().close();
});
