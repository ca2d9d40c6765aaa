import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { GRIDTOWN, gridtownAt } from '../fixtures/gridtown.ts';
import { seriousFindings } from './axe.ts';
import { launchBrowser, pictureReady, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
	browser = await launchBrowser();
	const [lng, lat] = gridtownAt(1000, 1000);
	const view = `cam=${lng},${lat},15,0,0&layers=buildings&look=dark&at=2025-03-20T13:00:00Z`;
	page = await browser.open(`${inject('gridtown')}/explore?lang=en&${view}`, { width: 1600, height: 900 });
	await pictureReady(page);
	await page.locator('[data-selected]').waitFor();
});
afterAll(() => browser.close());

/** Presses Tab until the focus is on what is called this, and sees it marked. */
async function tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	const passed: string[] = [];
	for (let stop = 0; stop < 150; stop++) {
		await page.keyboard.press(key);
		const { label, outline } = await page.evaluate(() => {
			const element = document.activeElement as HTMLElement; // the body when nothing else has it
			const { outlineStyle } = getComputedStyle(element);
			return { label: element.ariaLabel ?? element.innerText.trim(), outline: outlineStyle };
		});
		passed.push(label.slice(0, 24));
		if (!name.test(label)) continue;
		expect([label, outline]).not.toEqual([label, 'none']);
		return;
	}
	throw new Error(`Tab never came to ${name}: ${passed.join(' · ')}`);
}

const selectedRows = () => page.locator('[data-selected]').getAttribute('data-selected').then(Number);
const parameter = (name: string) =>
	page.evaluate((key) => new URLSearchParams(location.search).get(key), name);
/** Texts of the row that has the keyboard. */
const activeRow = () =>
	page.evaluate(() => {
		const cell = document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '');
		return [...(cell?.parentElement?.children ?? [])].map((one) => one.textContent?.trim() ?? '');
	});

test('an object is found: its name is typed, its card comes', async () => {
	await page.keyboard.press('/');
	await page.keyboard.type('grid tow');
	await page
		.getByRole('option', { name: /Grid Tower/ })
		.first()
		.waitFor();
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: GRIDTOWN.tallest.name }).waitFor();
});

test('a bar filters, a brush is begun, moved by its handles and taken back', async () => {
	await tabTo(/^Noise: /);
	await page.keyboard.press('Enter');
	await expect.poll(selectedRows).toBe(GRIDTOWN.requestsByType.Noise);
	await tabTo(/^Start a brush$/, 'Shift+Tab');
	await page.keyboard.press('Enter');
	await expect.poll(selectedRows).toBeLessThan(GRIDTOWN.requestsByType.Noise);
	const third = await selectedRows();
	// The first handle has the keyboard now; noise is of the first half of the days.
	await page.keyboard.press('Home');
	await expect.poll(selectedRows).toBeGreaterThan(third);
	await expect.poll(() => new URL(page.url()).searchParams.getAll('f').length).toBe(2);
	await page.keyboard.press('Delete');
	await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Start a brush');
	await expect.poll(selectedRows).toBe(GRIDTOWN.requestsByType.Noise);
});

test('the table has the rows of the filters, is read by arrows, sorted, and leads to the map', async () => {
	await page.keyboard.press('b');
	const grid = page.getByRole('grid', { name: /Table twin/ });
	await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe(String(GRIDTOWN.requestsByType.Noise + 1));
	await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
	await page.keyboard.press('End');
	await expect.poll(async () => (await activeRow())[0]).toBe(String(GRIDTOWN.requestsByType.Noise));
	await page.keyboard.press('Home');
	await page.keyboard.press('ArrowDown');
	await expect.poll(async () => (await activeRow())[0]).toBe('2');
	const second = await activeRow();
	expect(second).toContain('Noise');
	await page.keyboard.press('Enter');
	await expect.poll(() => parameter('sel')).toMatch(/^requests:\d+$/);
	await page.locator('[role=row][aria-selected=true]').waitFor();

	await tabTo(/^Time$/);
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await expect.poll(() => page.locator('[aria-sort=descending]').count()).toBe(1);
	// What is selected stays in sight in the new order: second of 500 from the end.
	await tabTo(/Table twin/, 'Shift+Tab');
	await page.keyboard.press('Home');
	await expect.poll(async () => (await activeRow())[0]).toBe('1');
	expect(await activeRow()).not.toEqual(second);
});

test('a chart is added and moved', async () => {
	await tabTo(/^Add chart$/, 'Shift+Tab');
	await page.keyboard.press('Enter');
	await tabTo(/^Add chart$/);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Day of week' }).waitFor();
	await expect.poll(() => new URL(page.url()).searchParams.getAll('chart').length).toBeGreaterThan(2);
	const order = () => page.locator('figure h3').allInnerTexts();
	const before = await order();
	await tabTo(/^Move chart Day of week/);
	await page.keyboard.press('ArrowLeft');
	await expect.poll(async () => (await order()).indexOf('Day of week')).toBe(before.length - 2);
});

test('the view is saved under a name', async () => {
	await tabTo(/^Views$/, 'Shift+Tab');
	await page.keyboard.press('Enter');
	await tabTo(/^Save this view/);
	await page.keyboard.press('Enter');
	await page.getByRole('dialog', { name: 'Save this view' }).waitFor();
	await page.keyboard.type('Noise by keyboard');
	await page.keyboard.press('Enter');
	const name = page.getByRole('textbox', { name: 'Name or seat' });
	await name.waitFor();
	await page.keyboard.type('Analyst');
	await page.keyboard.press('Enter');
	const saved = () => page.evaluate(() => fetch('/api/views').then((answer) => answer.text()));
	await expect.poll(saved).toContain('Noise by keyboard');
});

/** Moves the map by an arrow key, and waits until it has moved. */
async function moveMap(key: string): Promise<void> {
	const before = await parameter('cam');
	await page.keyboard.press(key);
	await expect.poll(() => parameter('cam')).not.toBe(before);
}

test('an area is drawn and holds the rows; a note is kept where the map’s middle is', async () => {
	await page.keyboard.press('Escape');
	await page.keyboard.press('m');
	await page.keyboard.press('q');
	await page.keyboard.press('d');
	await page.keyboard.press('Enter');
	expect(await seriousFindings(page)).toEqual([]);
	for (const key of ['ArrowRight', 'ArrowDown']) {
		await moveMap(key);
		await page.keyboard.press('Enter');
	}
	await page.keyboard.press('Enter');
	const all = await selectedRows();
	await tabTo(/^Filter “/);
	await page.keyboard.press('Enter');
	await expect.poll(selectedRows).toBeLessThan(all);
	await expect
		.poll(() => new URL(page.url()).searchParams.getAll('f').join())
		.toContain('requests.map:area:');
	await page.keyboard.press('Control+z');
	await expect.poll(selectedRows).toBe(all);

	await tabTo(/^Linked charts$/);
	await page.keyboard.press('ArrowLeft');
	await tabTo(/^Draw a point$/);
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await tabTo(/^Note$/);
	await page.keyboard.type('A cover is missing');
	expect(await seriousFindings(page)).toEqual([]);
	await tabTo(/^Keep as a note$/);
	await page.keyboard.press('Enter');
	await expect.poll(() => parameter('sel')).toMatch(/^notes:\d+$/);
	await page.getByRole('listitem').getByText('A cover is missing').waitFor();
	await page.reload();
	await page.getByRole('complementary', { name: 'Selection' }).getByText('A cover is missing').waitFor();
});

test('the map is one stop with a name; F6 leads from part to part; what closes hands the keyboard to the map', async () => {
	const map = page.getByRole('application', { name: /^3D map of / });
	const hasKeyboard = () => map.evaluate((canvas) => canvas === document.activeElement);
	const focused = () =>
		page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent?.trim());
	await map.waitFor(); // the page has just been loaded anew
	await page.keyboard.press('m');
	await expect.poll(hasKeyboard).toBe(true);
	expect(await page.locator('[data-map] [tabindex], [data-map][tabindex]').count()).toBe(1);
	await moveMap('ArrowRight');

	await page.keyboard.press('F6');
	await expect.poll(focused).toBe('Add data');
	await page.keyboard.press('Shift+F6');
	await expect.poll(hasKeyboard).toBe(true);

	await tabTo(/^Close the data panel$/);
	await page.keyboard.press('Enter');
	await expect.poll(focused).toBe('Open the data panel');
	await page.keyboard.press('Enter');
	await tabTo(/^Noise: /);
	await page.keyboard.press('Backquote');
	await expect.poll(hasKeyboard).toBe(true);
});
