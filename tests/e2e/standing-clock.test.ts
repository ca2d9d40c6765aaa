import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { gridtownAt } from '../fixtures/gridtown.ts';
import { differing, launchBrowser, mapPixels, pictureReady, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
/** A whole second some hours ago: within what the server answers whenever this runs. */
const AT = Math.floor(Date.now() / 1000) * 1000 - 5 * 3_600_000;

beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

function link(layers: string, page = 'explore'): string {
	const [lng, lat] = gridtownAt(1000, 1000);
	const at = new Date(AT).toISOString().replace('.000Z', 'Z');
	return `${inject('gridtown')}/${page}?lang=en&cam=${lng},${lat},15,0,0&layers=${layers}&look=dark&at=${at}`;
}

const open = (url: string) => browser.open(url, { width: 1280, height: 720 });
const close = (page: Page) => page.context().close();

/** The picture once the live layers are those of `AT` and it is complete. */
async function standing(page: Page) {
	await page.waitForFunction((at) => window.__render?.dataAsOf === at, AT, { polling: 100 });
	await pictureReady(page);
	await page.waitForTimeout(1000);
	return mapPixels(page);
}

/** In how many frames of so many seconds the map was drawn. */
const framesDrawn = (page: Page, seconds: number) =>
	page.evaluate(async (within) => {
		const { drawElements, drawArrays, drawElementsInstanced, drawArraysInstanced } =
			WebGL2RenderingContext.prototype;
		const known = { drawElements, drawArrays, drawElementsInstanced, drawArraysInstanced };
		let frames = 0;
		let draws = 0;
		for (const [name, draw] of Object.entries(known))
			Object.assign(WebGL2RenderingContext.prototype, {
				[name](this: WebGL2RenderingContext, ...given: unknown[]) {
					draws++;
					return (draw as (...all: unknown[]) => void).apply(this, given);
				}
			});
		for (const from = performance.now(); performance.now() - from < within * 1000;) {
			const before = draws;
			await new Promise(requestAnimationFrame);
			if (draws > before) frames++;
		}
		Object.assign(WebGL2RenderingContext.prototype, known);
		return frames;
	}, seconds);

test('a link with an instant brings back the trains and taxis of that instant, to the pixel', async () => {
	const page = await open(link('metro,taxi'));
	const first = await standing(page);
	await page.waitForTimeout(2000);
	// What stands is not drawn again.
	expect(await framesDrawn(page, 2)).toBe(0);
	expect(differing(first, await mapPixels(page))).toBe(0);
	await close(page);

	const again = await open(link('metro,taxi'));
	expect(differing(first, await standing(again))).toBe(0);
	await close(again);

	const none = await open(link(''));
	await pictureReady(none);
	await none.waitForTimeout(1000);
	expect(differing(first, await mapPixels(none))).toBeGreaterThan(50);
	await close(none);
});

test('back to live they move again, and the picture is of now', async () => {
	const page = await open(link('metro,taxi'));
	const stood = await standing(page);
	await page.getByRole('button', { name: /Back to live/ }).click();
	await page.waitForFunction(
		() => Math.abs((window.__render?.dataAsOf ?? 0) - Date.now()) < 10_000,
		undefined,
		{ polling: 100 }
	);
	const live = await mapPixels(page);
	expect(differing(stood, live)).toBeGreaterThan(0);
	await expect
		.poll(async () => differing(live, await mapPixels(page)), { timeout: 40_000, interval: 1000 })
		.toBeGreaterThan(0);
	// Who asked for less motion sees steps.
	const steps = await framesDrawn(page, 5);
	expect(steps).toBeGreaterThan(1);
	expect(steps).toBeLessThan(12);
	await close(page);
});

test('who did not ask for less motion sees them move in every frame', async () => {
	const page = await browser.open(link('metro,taxi').replace(/&at=.*/, ''), { reducedMotion: false });
	await pictureReady(page);
	await page.waitForFunction(() => (window.__render?.dataAsOf ?? 0) > 0);
	expect(await framesDrawn(page, 3)).toBeGreaterThan(20);
	await close(page);
});

test('the wall stands at the instant of its link too', async () => {
	const page = await open(link('metro,taxi', 'wall'));
	const first = await standing(page);
	expect(await page.locator('[data-mode=replay] [data-replay-frame]').count()).toBe(1);
	await page.getByText('REPLAY', { exact: true }).waitFor();
	await page.waitForTimeout(3000);
	expect(differing(first, await mapPixels(page))).toBe(0);
	await close(page);
});

test('an instant too far away is refused in words, and the layer says that it failed', async () => {
	const origin = inject('gridtown');
	const far = await fetch(`${origin}/api/live/metro/at?t=0`);
	expect([far.status, ((await far.json()) as { code: string }).code]).toEqual([400, 'INPUT_INVALID']);
	expect((await fetch(`${origin}/api/live/metro/at?t=soon`)).status).toBe(400);
	expect((await fetch(`${origin}/api/live/trams/at?t=${AT}`)).status).toBe(404);
	const page = await open(link('metro').replace(/at=.*$/, 'at=2001-01-01T00:00:00Z'));
	await page
		.getByText(/within 400 days/)
		.first()
		.waitFor();
	await close(page);
});
