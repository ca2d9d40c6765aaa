import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { GRIDTOWN, gridtownAt } from '../fixtures/gridtown.ts';
import { seriousFindings } from './axe.ts';
import { launchBrowser, pictureReady, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
let page: Page;
/** A whole second some hours ago: within what the server answers whenever this runs. */
const AT = Math.floor(Date.now() / 1000) * 1000 - 5 * 3_600_000;

beforeAll(async () => {
	browser = await launchBrowser();
	const [lng, lat] = gridtownAt(1000, 1000);
	const at = new Date(AT).toISOString().replace('.000Z', 'Z');
	const view = `cam=${lng},${lat},15,0,0&layers=buildings&by=column:use&look=dark&at=${at}`;
	page = await browser.open(`${inject('gridtown')}/explore?lang=en&${view}`, { width: 1600, height: 900 });
	await pictureReady(page);
	await page.locator('[data-twin-source]').waitFor();
});
afterAll(() => browser.close());

const grid = () => page.getByRole('grid', { name: /Table twin/ });
const rowCount = async () => Number(await grid().getAttribute('aria-rowcount')) - 1;
const parameter = (name: string) =>
	page.evaluate((key) => new URLSearchParams(location.search).get(key), name);
const choose = async (title: string | RegExp) => {
	const options = page.locator('[data-twin-source] option', { hasText: title });
	await page
		.locator('[data-twin-source]')
		.selectOption({ value: (await options.first().getAttribute('value'))! });
	await page.getByRole('grid', { name: title }).waitFor();
};
/** Texts of the row that has the keyboard. */
const activeRow = () =>
	page.evaluate(() => {
		const cell = document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '');
		return [...(cell?.parentElement?.children ?? [])].map((one) => one.textContent?.trim() ?? '');
	});
const selectedRow = () => page.locator('[data-twin] [role=row][aria-selected=true]');
const sortBy = async (column: RegExp, times: number) => {
	const head = grid().getByRole('button', { name: column });
	for (let press = 0; press < times; press++) await head.click();
	await expect
		.poll(() => page.locator(`[aria-sort=${times === 1 ? 'ascending' : 'descending'}]`).count())
		.toBe(1);
};

test('the table of buildings is sorted by height, and its first row leads to the tallest by the keyboard', async () => {
	await choose('Buildings');
	expect(await rowCount()).toBe(GRIDTOWN.buildings);
	await sortBy(/^Height/, 2);
	await grid().focus();
	await page.keyboard.press('Home');
	await expect.poll(async () => (await activeRow())[0]).toBe('1');
	await expect.poll(activeRow).toContain(GRIDTOWN.tallest.name);
	const before = await parameter('cam');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: GRIDTOWN.tallest.name }).waitFor();
	await expect.poll(() => parameter('sel')).toMatch(/^building:\d+$/);
	await expect.poll(() => parameter('cam')).not.toBe(before);
	expect(await selectedRow().innerText()).toContain(GRIDTOWN.tallest.name);
	expect(await seriousFindings(page)).toEqual([]);
});

test('what is found elsewhere is marked in the table, where it stands in the order', async () => {
	await page.keyboard.press('End');
	await expect.poll(() => selectedRow().count()).toBe(0);
	await page.keyboard.press('Escape');
	await page.keyboard.press('/');
	await page.keyboard.type('grid tow');
	await page
		.getByRole('option', { name: /Grid Tower/ })
		.first()
		.waitFor();
	await page.keyboard.press('Enter');
	await expect.poll(() => selectedRow().count()).toBe(1);
	expect(await selectedRow().getAttribute('aria-rowindex')).toBe('2');
});

test('the buildings of the class that is pressed in the key are the rows of the table', async () => {
	const key = page.getByRole('complementary', { name: 'Legend' });
	await key.getByRole('button', { name: /^residential/i }).click();
	await expect.poll(rowCount).toBe(GRIDTOWN.buildings / 4);
	await key.getByRole('button', { name: 'Show all' }).click();
	await expect.poll(rowCount).toBe(GRIDTOWN.buildings);
});

test('areas and roads are rows that lead to where they are', async () => {
	await choose('Districts');
	expect(await rowCount()).toBe(4);
	await grid().focus();
	const before = await parameter('cam');
	await page.keyboard.press('Enter');
	await expect.poll(() => parameter('layers')).toContain('districts');
	await expect.poll(() => parameter('cam')).not.toBe(before);
	await choose('Roads');
	expect(await rowCount()).toBe(840);
});

test('trains of the timetable are rows of the instant shown, and lead to their cards', async () => {
	await choose('Metro');
	await expect.poll(() => page.locator('[data-twin-at]').getAttribute('data-twin-at').then(Number)).toBe(AT);
	expect(await rowCount()).toBeGreaterThan(0);
	await sortBy(/^Speed/, 2);
	await grid().focus();
	await page.keyboard.press('Home');
	await page.keyboard.press('ArrowDown');
	await expect.poll(async () => (await activeRow())[0]).toBe('2');
	const name = (await activeRow())[1] ?? '';
	await page.keyboard.press('Enter');
	await expect.poll(() => parameter('sel')).toMatch(/^metro:\d+$/);
	await expect.poll(() => parameter('layers')).toContain('metro');
	await page.getByRole('complementary', { name: 'Selection' }).getByRole('heading', { name }).waitFor();
	await expect.poll(() => selectedRow().count()).toBe(1);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'CSV' }).last().click()
	]);
	const [head, ...lines] = readFileSync(await file.path(), 'utf8')
		.trim()
		.split('\r\n');
	expect(head).toBe('id,status,speed,lng,lat');
	expect(lines).toHaveLength(await rowCount());
	expect(await seriousFindings(page)).toEqual([]);
});
