import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { gridtownAt } from '../fixtures/gridtown.ts';
import { seriousFindings } from './axe.ts';
import { launchBrowser, pictureReady, type TestBrowser } from './browser.ts';
import { openLiveStage, type LiveStage } from './live-stage.ts';

/** How long the server is away: a third of a minute, unless somebody has more time. */
const OUTAGE_MS = Number(process.env['CITYLOOP_OUTAGE_SECONDS'] ?? 20) * 1000;
const INTERVAL_MS = 2000;
const [lng, lat] = gridtownAt(1000, 1000);

let browser: TestBrowser;
let stage: LiveStage;
let page: Page;
let pulse: ReturnType<typeof setInterval> | undefined;
let reading = 11;

beforeAll(async () => {
	[browser, stage] = await Promise.all([launchBrowser(), openLiveStage(join(inject('dataDir'), 'cities'))]);
	await stage.declare('air', {
		title: { zh: '空气', en: 'Air' },
		interval: INTERVAL_MS / 1000,
		metrics: [{ name: 'dust', unit: 'ug/m3' }]
	});
	await say(11);
	beat();
	page = await browser.open(address(), { width: 1280, height: 800 });
	await pictureReady(page);
});
afterAll(async () => {
	clearInterval(pulse);
	await browser.close();
	await stage.close();
});

const address = () =>
	`${stage.origin}/explore?lang=en&cam=${lng},${lat},16,0,0&layers=air,buildings&sel=air:pole-1&look=dark`;
const say = (dust: number) => {
	reading = dust;
	return stage.say('air', 'pole-1', {
		lng,
		lat,
		title: 'Pole 1',
		values: { dust },
		units: { dust: 'ug/m3' }
	});
};
/** The device repeats its reading at its interval. */
function beat() {
	pulse = setInterval(() => void say(reading).catch(() => undefined), INTERVAL_MS);
}
const shows = (of: Page, dust: number) =>
	of.locator('.metrics b', { hasText: new RegExp(`^${dust}$`) }).waitFor();
const mode = (of: Page) => of.locator('[data-mode]').getAttribute('data-mode');
const shownAt = (of: Page) => of.locator('[data-shown]').getAttribute('data-shown').then(Number);

test('a layer that nobody declared to the page comes alive, and a device’s word is in its card', async () => {
	await page.getByRole('heading', { name: 'Pole 1' }).waitFor();
	await shows(page, 11);
	await page.getByRole('button', { name: 'Layer Air' }).waitFor();
	expect(await mode(page)).toBe('live');
});

test('live, back in time to what was shown then, a step, and live again', async () => {
	const changed = Date.now();
	await new Promise((later) => setTimeout(later, 3000));
	await say(22);
	await shows(page, 22);
	await page.getByLabel('Range of the time axis').selectOption('m10');

	// The first step leaves live; steps of a second lead to before the change.
	await page.locator('[data-map] canvas').first().focus();
	await page.keyboard.press(',');
	await expect.poll(() => mode(page)).toBe('replay');
	await page.locator('[data-replay-frame]').waitFor();
	for (let steps = 0; (await shownAt(page)) > changed + 1500 && steps < 60; steps++)
		await page.keyboard.press(',');
	await shows(page, 11);
	const stood = await shownAt(page);
	await expect
		.poll(() => new URL(page.url()).searchParams.get('at'))
		.toBe(new Date(stood).toISOString().replace('.000Z', 'Z'));
	expect(await seriousFindings(page)).toEqual([]);

	// Played, it comes to the change by itself.
	await page.keyboard.press(' ');
	await shows(page, 22);
	await page.keyboard.press(' ');
	expect(await shownAt(page)).toBeGreaterThan(stood + 1000);

	await page.keyboard.press('l');
	await expect.poll(() => mode(page)).toBe('live');
	expect(await page.locator('[data-replay-frame]').count()).toBe(0);
	await expect.poll(() => new URL(page.url()).searchParams.has('at')).toBe(false);
	await page.goBack();
	await expect.poll(() => mode(page)).toBe('replay');
	await page.keyboard.press('l');
	await expect.poll(() => mode(page)).toBe('live');
});

test('the axis can be dragged into the past, and to its end for the present', async () => {
	const axis = page.getByRole('slider', { name: 'Instant shown' });
	const box = await axis.boundingBox();
	if (!box) throw new Error('the time axis is not on the page');
	const y = box.y + box.height / 2;
	await page.mouse.move(box.x + box.width - 1, y);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width * 0.75, y, { steps: 4 });
	await page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
	await page.mouse.up();
	// The range is ten minutes: its middle is five minutes ago.
	const ago = Date.now() - (await shownAt(page));
	expect([await mode(page), Math.abs(ago - 300_000) < 15_000]).toEqual(['replay', true]);
	await page.mouse.move(box.x + box.width * 0.5, y);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width + 20, y, { steps: 4 });
	await page.mouse.up();
	await expect.poll(() => mode(page)).toBe('live');
});

test('a typed time goes there, and what is no time is answered with examples', async () => {
	await page.keyboard.press('t');
	await page.keyboard.type('soon');
	await page.keyboard.press('Enter');
	await page.getByText('“soon” is no time').waitFor();
	await page.keyboard.press('Control+A');
	await page.keyboard.type('-1d');
	await page.keyboard.press('Enter');
	await expect
		.poll(async () => Math.abs((await shownAt(page)) - (Date.now() - 86_400_000)) < 20_000)
		.toBe(true);
	await page.getByText(/no data before/).waitFor();
	await page.keyboard.press('l');
	await expect.poll(() => mode(page)).toBe('live');
});

test('a feed that falls silent is shown as late within three intervals', async () => {
	clearInterval(pulse);
	await say(23);
	const silent = Date.now();
	await page
		.locator('li', { hasText: 'Air' })
		.getByText(/^late: /)
		.waitFor({ timeout: 30_000 });
	const seconds = (Date.now() - silent) / 1000;
	process.stderr.write(`late feed shown after ${seconds.toFixed(1)} s of ${(3 * INTERVAL_MS) / 1000} s\n`);
	await page.locator('.conductor').getByText(/^late/).waitFor();
	beat();
	await page
		.locator('li', { hasText: 'Air' })
		.getByText(/^late: /)
		.waitFor({ state: 'detached', timeout: 30_000 });
});

test('two browsers see the same thing at once', async () => {
	const second = await browser.open(address(), { width: 900, height: 700 });
	await pictureReady(second);
	await shows(second, 23);
	const said = Date.now();
	await say(44);
	const seen = await Promise.all(
		[page, second].map(async (one) => {
			await shows(one, 44);
			return Date.now() - said;
		})
	);
	process.stderr.write(`a reading was in two browsers after ${seen.join(' and ')} ms\n`);
	expect(Math.max(...seen)).toBeLessThan(5000);
	await second.context().close();
});

test('while the server is away the picture stays and ages; when it is back, it goes on without a reload', async () => {
	await page.evaluate(() => Object.assign(window, { sameDocument: true }));
	clearInterval(pulse);
	await stage.kill();
	const killed = Date.now();
	await page.getByRole('alert').filter({ hasText: 'Link to the server lost' }).waitFor();
	process.stderr.write(`a lost link was said after ${Date.now() - killed} ms\n`);
	await shows(page, 44);
	await page
		.locator('.conductor')
		.getByText(/link lost/)
		.waitFor();
	await new Promise((later) => setTimeout(later, Math.max(0, OUTAGE_MS - (Date.now() - killed))));
	await stage.restart();
	await say(55);
	beat();
	await page.locator('.metrics b', { hasText: /^55$/ }).waitFor({ timeout: 60_000 });
	await page.getByText(/^Link back at/).waitFor();
	expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('nothing of all this left the machine, whoever asked: page, worker or replay', () => {
	expect(browser.left).toEqual([]);
});
