import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { defaultProfile } from '#lib/model/wall/default-wall.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import { gridtownAt } from '../fixtures/gridtown.ts';
import { launchBrowser, mapPixels, pictureReady, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
const AT = Math.floor(Date.now() / 1000) * 1000 - 5 * 3_600_000;

const nodes = (count: number, width: number, height: number) =>
	Array.from({ length: count }, (_, column) => ({ column, row: 0, x: column * width, y: 0, width, height }));
/** What walls are shipped as: an LED wall in a duty room, and a wall of eight screens in a hall. */
const led: WallProfile = {
	...defaultProfile('led'),
	width: 3840,
	height: 1080,
	columns: 2,
	pitch: 1.25,
	distance: { situation: 5, map: 5, response: 5 },
	nodes: nodes(2, 1920, 1080)
};
const screens: WallProfile = {
	...defaultProfile('screens'),
	width: 7680,
	height: 2160,
	columns: 4,
	rows: 2,
	distance: { situation: 4, map: 5, response: 4 },
	nodes: nodes(2, 3840, 2160)
};
/** Small, so that software draws it fast. */
const pair: WallProfile = {
	...defaultProfile('pair'),
	width: 960,
	height: 400,
	columns: 2,
	nodes: nodes(2, 480, 400)
};

beforeAll(async () => {
	browser = await launchBrowser();
	for (const profile of [led, screens, pair]) {
		const answer = await fetch(`${inject('gridtown')}/api/walls`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ profile, by: 'test' })
		});
		expect(answer.status).toBe(200);
	}
});
afterAll(() => browser.close());

const close = (page: Page) => page.context().close();

test('the parts of two machines put together are the picture of one window, to the pixel', async () => {
	const [lng, lat] = gridtownAt(1000, 1000);
	const at = new Date(AT).toISOString().replace('.000Z', 'Z');
	const link = `${inject('gridtown')}/wall/pair?lang=en&cam=${lng},${lat},15,50,20&layers=metro,taxi,buildings&at=${at}`;
	const picture = async (part: string, width: number) => {
		const page = await browser.open(link + part, { width, height: 400 });
		await page.waitForFunction((data) => window.__render?.dataAsOf === data, AT, { polling: 100 });
		await pictureReady(page);
		const pixels = await mapPixels(page);
		await close(page);
		return pixels;
	};
	const whole = await picture('', 960);
	const halves = [await picture('&col=0', 480), await picture('&col=1', 480)] as const;
	expect([whole.width, halves[0].width, halves[1].width]).toEqual([960, 480, 480]);
	let other = 0;
	for (let y = 0; y < whole.height; y++)
		for (let x = 0; x < whole.width; x++) {
			const half = halves[x < 480 ? 0 : 1];
			const [one, two] = [4 * (y * 960 + x), 4 * (y * 480 + (x % 480))];
			const far = [0, 1, 2].some((byte) => Math.abs(whole.data[one + byte]! - half.data[two + byte]!) > 8);
			if (far) other++;
		}
	// Single pixels at edges: the same triangles, seen through another matrix of single precision.
	expect(other / (whole.width * whole.height)).toBeLessThan(0.001);
});

test.each([
	['main', 1920, 1080],
	['led', 1920, 540],
	['screens', 3840, 1080]
])(
	'on the wall %s everything is read from its seats, and nothing crosses a seam',
	async (wall, width, height) => {
		const page = await browser.open(`${inject('gridtown')}/wall/${wall}?lang=zh-CN&overlay=both&fps=1`, {
			width,
			height
		});
		await page.locator('[data-found]').waitFor({ state: 'attached' });
		await page.locator('[data-state]:not([data-state=unheard])').waitFor();
		await page.waitForTimeout(1500);
		const found = await page
			.locator('[data-why]')
			.evaluateAll((marks) =>
				marks.map((mark) => `${mark.getAttribute('data-why')}: ${mark.getAttribute('title')}`)
			);
		expect(found).toEqual([]);
		await close(page);
	}
);

test('a wall asks for nothing of the desk', async () => {
	const context = await browser.browser.newContext();
	const asked: string[] = [];
	context.on('request', (request) => asked.push(request.url()));
	const page = await context.newPage();
	await page.goto(`${inject('gridtown')}/wall/main?lang=en`);
	await pictureReady(page);
	const texts = await Promise.all(
		asked
			.filter((url) => url.endsWith('.js'))
			.map(async (url) => [url, await (await fetch(url)).text()] as const)
	);
	expect(texts.length).toBeGreaterThan(10);
	// What editor, palette and drop zone cannot do without.
	const desk = ['cm-editor', 'dataTransfer', 'role="combobox"'];
	expect(
		desk.flatMap((word) => texts.flatMap(([url, text]) => (text.includes(word) ? `${word} in ${url}` : [])))
	).toEqual([]);
	await context.close();
});

test('a screen that belongs to no wall shows a code, and goes to its place once somebody typed it', async () => {
	const page = await browser.open(`${inject('gridtown')}/wall?lang=en`, { width: 480, height: 400 });
	const code = (await page.locator('[data-code]').textContent()) ?? '';
	expect(code).toMatch(/^\d{3} \d{3}$/);
	const answer = await fetch(`${inject('gridtown')}/api/walls/devices/adopt`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ code: code.replace(' ', ''), wall: 'pair', column: 1, row: 0, by: 'test' })
	});
	expect(answer.status).toBe(200);
	await page.waitForURL('**/wall/pair?col=1&row=0');
	await close(page);
});
