import { seriousFindings } from './axe.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { GRIDTOWN, gridtownAt, gridtownBuilding, gridtownHeight } from '../fixtures/gridtown.ts';
import {
	clickMap,
	colours,
	differing,
	launchBrowser,
	mapPixels,
	pictureReady,
	type TestBrowser
} from './browser.ts';

const NOON = '2025-03-20T13:00:00Z';
let browser: TestBrowser;

beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A still view of one place: no live layers, the clock standing. */
function still(place: readonly [number, number], more = '', zoom = 18, pitch = 0): string {
	return `${inject('gridtown')}/explore?lang=en&cam=${place[0]},${place[1]},${zoom},${pitch},0&layers=buildings&look=dark&at=${NOON}${more}`;
}

function middleOf(index: number): [number, number] {
	const { east, north, side } = gridtownBuilding(index);
	return gridtownAt(east + side / 2, north + side / 2);
}

const open = (url: string) => browser.open(url, { width: 1280, height: 720 });
const close = (page: Page) => page.context().close();
const selectedRows = (page: Page) =>
	page.locator('[data-selected]').getAttribute('data-selected').then(Number);

async function runSql(page: Page, sql: string): Promise<void> {
	await page.getByRole('tab', { name: 'SQL' }).click();
	const editor = page.locator('.cm-content');
	await editor.waitFor();
	await editor.click();
	await page.keyboard.press('Control+A');
	await page.keyboard.insertText(sql);
	await page.keyboard.press('Control+Enter');
}

const tower = GRIDTOWN.tallest.sourceId - GRIDTOWN.firstSourceId;

test('the first frame is a city: tiles, fonts and many colours', async () => {
	const page = await open(still(gridtownAt(1000, 1000), '', 15, 60));
	const picture = await pictureReady(page);
	expect(picture.tilesLoaded).toBeGreaterThan(0);
	expect(picture.fontsLoaded).toBe(true);
	expect(picture.renderer).not.toBe('');
	expect(colours(await mapPixels(page))).toBeGreaterThan(200);
	await close(page);
});

test('a click on a building gives its card: name, height, use, source id', async () => {
	const page = await open(still(middleOf(tower), '', 16));
	await pictureReady(page);
	await clickMap(page);
	await page.getByRole('heading', { name: GRIDTOWN.tallest.name }).waitFor();
	const text = await page.getByRole('complementary').filter({ hasText: GRIDTOWN.tallest.name }).innerText();
	expect(text).toContain('240');
	expect(text).toContain('as the source gives it');
	expect(text).toContain(String(GRIDTOWN.tallest.sourceId));
	await close(page);
});

test('an estimated height says that it is estimated', async () => {
	expect(gridtownHeight(9)).toBeUndefined();
	const page = await open(still(middleOf(9)));
	await pictureReady(page);
	await clickMap(page);
	await page.getByText('estimated, not measured').waitFor();
	await close(page);
});

test('search by name flies there and selects; an address is found however it is typed', async () => {
	const page = await open(still(gridtownAt(100, 100), '', 16));
	await pictureReady(page);
	await page.keyboard.press('/');
	await page.keyboard.type('grid tow');
	await page
		.getByRole('option', { name: /Grid Tower/ })
		.first()
		.waitFor();
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Grid Tower' }).waitFor();
	const [lng, lat] = middleOf(tower);
	await page.waitForFunction(
		([x, y]) => {
			const [camLng, camLat] = (new URLSearchParams(location.search).get('cam') ?? '').split(',').map(Number);
			return Math.abs(Number(camLng) - Number(x)) < 2e-4 && Math.abs(Number(camLat) - Number(y)) < 2e-4;
		},
		[lng, lat]
	);
	expect(new URL(page.url()).searchParams.get('sel')).toMatch(/^building:\d+$/);
	await page.keyboard.press('/');
	await page.keyboard.type('street 3 65');
	await page
		.getByRole('option', { name: /65 Street 3/ })
		.first()
		.waitFor();
	await close(page);
});

test('recolouring changes the picture and the legend counts every building', async () => {
	const url = still(gridtownAt(1000, 1000), '', 15, 50);
	const page = await open(url);
	await pictureReady(page);
	const plain = await mapPixels(page);
	await page.getByLabel('Colour by').selectOption('column:height');
	// A part of the town is in the picture: the classes count that, and the key says of how many.
	const key = page.getByRole('figure', { name: 'Height' }).first();
	const note = key.getByText(`of ${GRIDTOWN.buildings.toLocaleString('en')}`);
	await note.waitFor();
	const number = (text: string) => Number(text.replaceAll(',', ''));
	const shown = (await key.locator('.count').allInnerTexts()).map(number);
	const inView = number(/In view ([\d,]+)/.exec(await note.innerText())?.[1] ?? '');
	expect(shown.reduce((sum, count) => sum + count, 0)).toBe(inView);
	expect(inView).toBeGreaterThan(0);
	await pictureReady(page);
	const coloured = await mapPixels(page);
	expect(differing(plain, coloured)).toBeGreaterThan(plain.width * plain.height * 0.1);
	expect(new URL(page.url()).searchParams.get('by')).toBe('column:height');
	await close(page);
});

test('a brush’s counts equal what SQL counts over the same rows', async () => {
	const page = await open(still(gridtownAt(1000, 1000), '', 15));
	await page.locator('[data-selected]').waitFor();
	expect(await selectedRows(page)).toBe(GRIDTOWN.requests);
	const noise = page.getByRole('button', { name: /^Noise/ });
	await noise.click();
	await expect.poll(() => selectedRows(page)).toBe(GRIDTOWN.requestsByType.Noise);
	await page.getByRole('button', { name: 'Start a brush' }).first().focus();
	await page.keyboard.press('Enter');
	await expect.poll(() => selectedRows(page)).toBeLessThan(GRIDTOWN.requestsByType.Noise);
	await expect.poll(() => new URL(page.url()).searchParams.getAll('f').length).toBe(2);
	const selected = await selectedRows(page);
	const bars = await page
		.getByRole('button', { name: /^Parking|^Noise|^Water|^Light|^Waste/ })
		.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('aria-label')));
	expect(bars.length).toBe(5);
	const range =
		new URL(page.url()).searchParams.getAll('f').find((f) => /\d/.test(f) && !f.includes('Noise')) ?? '';
	const [from, to] = (/(-?[\d.e+]+)\.\.(-?[\d.e+]+)/.exec(range) ?? []).slice(1).map(Number);
	expect(Number(to)).toBeGreaterThan(Number(from));
	await runSql(
		page,
		`SELECT count(*) AS n FROM requests WHERE complaint_type = 'Noise' AND t >= ${from} AND t < ${to}`
	);
	await page.getByRole('tab', { name: 'Result table' }).click();
	await expect.poll(() => page.getByRole('cell').nth(1).innerText()).toBe(selected.toLocaleString('en'));
	await close(page);
});

test('an SQL error says what DuckDB found, at its place; a result recolours the buildings', async () => {
	const page = await open(still(gridtownAt(1000, 1000), '', 15, 50));
	await pictureReady(page);
	const plain = await mapPixels(page);
	await runSql(page, 'SELECT nothing\nFROM nowhere');
	await page
		.getByRole('alert')
		.filter({ hasText: /Line 2, column 6:\s*There is no table “nowhere”/ })
		.waitFor();
	await runSql(
		page,
		'SELECT b.id, coalesce(r.n,0) AS requests FROM buildings b LEFT JOIN (SELECT cell, count(*) n FROM requests GROUP BY cell) r USING (cell)'
	);
	await page.getByRole('tab', { name: 'SQL' }).click();
	await page.getByRole('button', { name: 'Colour buildings by result' }).click();
	await page.waitForFunction(() => new URLSearchParams(location.search).get('by')?.startsWith('sql:'));
	await page.locator('figure .ramp .count').first().waitFor();
	await pictureReady(page);
	expect(differing(plain, await mapPixels(page))).toBeGreaterThan(1000);
	await close(page);
});

test('a link brings back the very same view and picture', async () => {
	const url = still(middleOf(tower), '&by=column:height&sel=building:' + tower, 16.25, 55);
	const page = await open(url);
	await pictureReady(page);
	await page.locator('figure .ramp').first().waitFor();
	await pictureReady(page);
	await page.waitForTimeout(500);
	const address = page.url();
	const first = await mapPixels(page);
	await close(page);
	const again = await open(address);
	await pictureReady(again);
	await again.locator('figure .ramp').first().waitFor();
	await pictureReady(again);
	await again.waitForTimeout(500);
	expect(again.url()).toBe(address);
	expect(differing(first, await mapPixels(again))).toBe(0);
	await close(again);
});

test('a lost graphics context comes back eight times to the same pixels', async () => {
	const page = await open(still(gridtownAt(1000, 1000), '&by=column:height', 15.5, 55));
	await pictureReady(page);
	await page.locator('figure .ramp').first().waitFor();
	await pictureReady(page);
	await page.waitForTimeout(500);
	const before = await mapPixels(page);
	for (let round = 1; round <= 8; round++) {
		await page.evaluate(() => {
			const canvas = document.querySelector('canvas') as HTMLCanvasElement & { lost?: boolean };
			canvas.lost = true;
			canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
		});
		await page.waitForFunction(() => {
			const canvas = document.querySelector('canvas') as (HTMLCanvasElement & { lost?: boolean }) | null;
			return canvas !== null && !canvas.lost && window.__render?.state === 'ready';
		});
		expect([round, differing(before, await mapPixels(page))]).toEqual([round, 0]);
	}
	expect(await page.locator('canvas').count()).toBe(1);
	await close(page);
});

test('trains run, are counted, and one can be followed', async () => {
	const url = `${inject('gridtown')}/explore?lang=en&cam=-30,40,15,0,0&layers=metro`;
	const page = await open(url);
	await pictureReady(page);
	await expect.poll(() => page.evaluate(() => window.__render?.dataAsOf ?? null)).not.toBeNull();
	await page
		.getByText(/Replayed data/)
		.first()
		.waitFor();
	const first = await mapPixels(page);
	// Every train of the town stands for the first twenty seconds of a minute.
	await expect
		.poll(async () => differing(first, await mapPixels(page)), { timeout: 40_000, interval: 1000 })
		.toBeGreaterThan(0);
	await close(page);
});

test('Chinese is the first language of a Chinese browser and every text is there', async () => {
	const page = await browser.open(`${inject('gridtown')}/explore`, {
		locale: 'zh-CN',
		width: 1280,
		height: 720
	});
	await page.getByRole('tab', { name: '联动图表' }).waitFor();
	expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
	expect(await page.title()).toContain('格子镇');
	await close(page);
});

test('nothing on the desk or the wall is hard to reach: no serious finding of axe', async () => {
	for (const look of ['dark', 'light']) {
		const page = await open(
			still(middleOf(tower), `&sel=building:${tower}`).replace('look=dark', `look=${look}`)
		);
		await pictureReady(page);
		expect(await seriousFindings(page)).toEqual([]);
		await close(page);
	}
});
