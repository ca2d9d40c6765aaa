import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { GRIDTOWN, gridtownAt } from '../fixtures/gridtown.ts';
import { seriousFindings } from './axe.ts';
import { launchBrowser, pictureReady, type TestBrowser } from './browser.ts';
import { openLiveStage, type LiveStage } from './live-stage.ts';

const [lng, lat] = gridtownAt(1000, 1000);

let browser: TestBrowser;
let stage: LiveStage;
let page: Page;
/** An instant after the first readings and before the second. */
let between: string;

beforeAll(async () => {
	[browser, stage] = await Promise.all([launchBrowser(), openLiveStage(join(inject('dataDir'), 'cities'))]);
	await stage.declare('air', {
		title: { zh: '空气', en: 'Air' },
		interval: 3600,
		metrics: [{ name: 'dust', unit: 'ug/m3' }]
	});
	await say('Pole 1', 11);
	await say('Pole 2', 5);
	await new Promise((later) => setTimeout(later, 1100));
	between = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
	await new Promise((later) => setTimeout(later, 1100));
	await say('Pole 1', 22);
	await say('Pole 3', 7);
	const context = await browser.browser.newContext({
		viewport: { width: 1280, height: 800 },
		locale: 'en',
		reducedMotion: 'reduce',
		colorScheme: 'dark'
	});
	await context.addInitScript(countContexts);
	page = await browser.open(
		`${stage.origin}/explore?lang=en&cam=${lng},${lat},16,0,0&layers=air,buildings&look=dark`,
		{ context }
	);
	await pictureReady(page);
});
afterAll(async () => {
	await browser.close();
	await stage.close();
});

const say = (title: string, dust: number) =>
	stage.say('air', title.replace(' ', '-').toLowerCase(), {
		lng,
		lat: lat + Number(title.at(-1)) / 10_000,
		title,
		values: { dust },
		units: { dust: 'ug/m3' }
	});
const bar = (of: Page) => of.getByRole('region', { name: 'Comparison' });
const mark = (of: Page, side: 'a' | 'b') => of.locator(`[data-compare-side=${side}]`);
const shownAt = (of: Page, side: 'a' | 'b') =>
	mark(of, side).locator('[data-side-shown]').getAttribute('data-side-shown').then(Number);
const modeOf = (of: Page, side: 'a' | 'b') => mark(of, side).locator('.chip').innerText();
/** Rows of the table of differences, as they are read. */
const rows = (of: Page) =>
	of
		.getByRole('grid', { name: 'Table of differences' })
		.getByRole('row')
		.evaluateAll((all) =>
			all
				.slice(1)
				.map((row) =>
					[...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent).join(' | ')
				)
		);
/** GPU contexts that the page has made and that are not lost. */
const countContexts = () => {
	const made = new Set<WebGL2RenderingContext>();
	const { getContext } = HTMLCanvasElement.prototype;
	HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: [string]) {
		const context = getContext.apply(this, args);
		if (context instanceof WebGL2RenderingContext) made.add(context);
		return context;
	} as typeof getContext;
	Object.assign(window, { openContexts: () => [...made].filter((one) => !one.isContextLost()).length });
};
const openContexts = (of: Page) =>
	of.evaluate(() => (window as unknown as { openContexts: () => number }).openContexts());

test('C compares what shows with the past: each side says its instant, its mode and the age of its data', async () => {
	expect(await openContexts(page)).toBe(1);
	await page.keyboard.press('c');
	await bar(page).waitFor();
	await bar(page).getByLabel('Time of B').fill(between);
	await page.keyboard.press('Enter');
	await expect.poll(() => shownAt(page, 'b')).toBe(Date.parse(between));
	expect([await modeOf(page, 'a'), await modeOf(page, 'b')]).toEqual(['LIVE', 'REPLAY']);
	await mark(page, 'a')
		.getByText(/^Air · .+ ago$/)
		.waitFor();
	await expect.poll(() => openContexts(page)).toBe(2);
	// Each side's key counts its own: three poles now, two then.
	const keys = page.locator('.legends .legend');
	await expect.poll(() => keys.nth(0).innerText()).toMatch(/Air/);
	expect(await seriousFindings(page)).toEqual([]);
});

test('the handle is moved by keys, and both maps have one camera', async () => {
	const handle = page.getByRole('slider', { name: 'Swipe position' });
	await handle.focus();
	await page.keyboard.press('ArrowLeft');
	expect(await handle.getAttribute('aria-valuenow')).toBe('48');
	await page.keyboard.press('End');
	expect(await handle.getAttribute('aria-valuenow')).toBe('100');
	await handle.dblclick();
	expect(await handle.getAttribute('aria-valuenow')).toBe('50');
});

test('the difference is exact: what has changed, what has not, and what was not there before is no zero', async () => {
	await bar(page).getByRole('radio', { name: 'Difference' }).click();
	await page.getByRole('tab', { name: 'Difference' }).click();
	await expect
		.poll(() => rows(page))
		.toEqual([
			'Pole 1 pole-1 | 22 | 11 | −11 | −50 %',
			'Pole 2 pole-2 | 5 | 5 | 0 | 0 %',
			'Pole 3 pole-3 | 7 | not there | — | —'
		]);
	// There is no second picture to a difference.
	await expect.poll(() => openContexts(page)).toBe(1);
	const key = page.locator('[data-difference-key]');
	await key.getByText('Only on A: 1').waitFor();
	expect(await key.locator('[data-token="--div-0"] ~ span').innerText()).toBe('1');
	expect(await key.locator('[data-token="--div-n3"] ~ span').innerText()).toBe('1');
	await page.locator('[data-map] canvas').first().focus();
	await page.keyboard.press('x');
	await expect.poll(async () => (await rows(page))[0]).toBe('Pole 1 pole-1 | 11 | 22 | +11 | +100 %');
});

test('a link opens to the same comparison, and a side compared with itself differs by zero', async () => {
	await expect.poll(() => new URL(page.url()).searchParams.get('cmp')).toContain('"difference"');
	const second = await browser.open(page.url(), { width: 1280, height: 800 });
	await second.getByRole('tab', { name: 'Difference' }).click();
	await expect.poll(async () => (await rows(second))[0]).toBe('Pole 1 pole-1 | 11 | 22 | +11 | +100 %');
	expect(await shownAt(second, 'a')).toBe(Date.parse(between));

	await bar(second).getByLabel('Time of B').fill(between);
	await second.keyboard.press('Enter');
	await expect
		.poll(() => rows(second))
		.toEqual(['Pole 1 pole-1 | 11 | 11 | 0 | 0 %', 'Pole 2 pole-2 | 5 | 5 | 0 | 0 %']);
	expect(await second.locator('[data-difference-key] [data-token]').count()).toBe(1);
	await second.context().close();
});

test('a side’s replay runs by itself, and goes on while the other side stands', async () => {
	await bar(page).getByRole('radio', { name: 'Swipe' }).click();
	const [running, standing] = [await shownAt(page, 'a'), await modeOf(page, 'b')];
	await bar(page).getByRole('button', { name: 'Play A' }).click();
	await expect.poll(() => shownAt(page, 'a')).toBeGreaterThan(running + 2000);
	const handle = page.getByRole('slider', { name: 'Swipe position' });
	const before = await shownAt(page, 'a');
	for (let move = 0; move < 5; move++) await handle.press('ArrowLeft');
	expect(await shownAt(page, 'a')).toBeGreaterThanOrEqual(before);
	expect([await modeOf(page, 'a'), await modeOf(page, 'b')]).toEqual(['REPLAY', standing]);
	await bar(page).getByRole('button', { name: 'Pause A' }).click();
	await bar(page).getByRole('radio', { name: 'Difference' }).click();
});

test('buildings coloured by two questions are subtracted: unchanged ones are zero, one that is left out has no difference', async () => {
	const { origin } = new URL(page.url());
	const compared = {
		kind: 'difference',
		a: {},
		b: {
			recolour: {
				kind: 'sql',
				sql: 'SELECT id, height + 3 * (id % 2) AS taller FROM buildings WHERE id <> 8',
				value: 'taller'
			}
		},
		split: 0.5,
		measure: { layer: 'buildings', metric: 'colour' }
	};
	const said = encodeURIComponent(JSON.stringify(compared));
	const second = await browser.open(
		`${origin}/explore?lang=en&cam=${lng},${lat},16,0,0&layers=buildings&look=dark&by=column:height&cmp=${said}`
	);
	const key = second.locator('[data-difference-key]');
	await key.getByText('Only on A: 1').waitFor();
	const count = async (place: string) =>
		Number(await key.locator(`[data-token="--div-${place}"] ~ span`).innerText());
	const [same, more] = [await count('0'), await count('p3')];
	const unsaid = Number(/No value on one side: (\d+)/.exec(await key.innerText())?.[1] ?? 0);
	expect(same + more + unsaid + 1).toBe(GRIDTOWN.buildings);
	expect(Math.min(same, more)).toBeGreaterThan(0);
	expect(await count('n3')).toBe(0);
	await second.getByRole('tab', { name: 'Difference' }).click();
	await expect.poll(async () => (await rows(second))[0]).toMatch(/^Building \d+ {2}\| .+ \| \+3 \| /);
	await second.context().close();
});

test('one key leaves, and the view is what it was', async () => {
	await page.locator('[data-map] canvas').first().focus();
	await page.keyboard.press('Escape');
	await bar(page).waitFor({ state: 'detached' });
	expect(await page.locator('[data-map]').count()).toBe(1);
	expect(await openContexts(page)).toBe(1);
	await expect.poll(() => new URL(page.url()).searchParams.has('cmp')).toBe(false);
	expect(new URL(page.url()).searchParams.get('layers')).toBe('air,buildings');
	expect(await page.locator('[data-mode]').getAttribute('data-mode')).toBe('live');
});
