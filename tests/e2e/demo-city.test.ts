import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlarmList } from '#lib/model/alarm.ts';
import type { IndicatorList } from '#lib/model/indicator.ts';
import type { ThemeList } from '#lib/model/theme.ts';
import { launchBrowser, mapPixels, pictureReady, type TestBrowser } from './browser.ts';
import { serve } from './fixture-city.ts';

/** What a newcomer does: starts the product without any data, and is in a living city. */
const PATIENCE = { timeout: 240_000, interval: 500 };
let browser: TestBrowser;
let server: Awaited<ReturnType<typeof serve>>;
let data: string;
let page: Page;
beforeAll(async () => {
	data = mkdtempSync(join(tmpdir(), 'cityloop-newcomer-'));
	server = await serve(['--data', data, '--mqtt-port', '0']);
	browser = await launchBrowser();
});
afterAll(async () => {
	const ended = new Promise((resolve) => server.process.once('exit', resolve));
	server.stop();
	await browser?.close();
	await ended;
	rmSync(data, { recursive: true, force: true });
});

const get = async <T>(path: string): Promise<T> => (await fetch(server.origin + path)).json() as Promise<T>; // the server's own contract
const alarms = async () => (await get<AlarmList>('/api/alarms')).alarms;

test(
	'the page says that the demo city is being made, and opens it by itself',
	{ timeout: 300_000 },
	async () => {
		page = await browser.open(`${server.origin}/explore?lang=en`, { width: 1280, height: 720 });
		await page.getByText('The demo city Yunquan is being made').waitFor();
		expect(await page.getByText('npm run -s cityloop -- import').count()).toBe(1);
		await page.getByRole('complementary', { name: 'Layers' }).waitFor({ timeout: 240_000 });
		await pictureReady(page);
		await page
			.getByText(/fictional/i)
			.first()
			.waitFor();
	}
);

test('traffic moves, and says that it is simulated', async () => {
	const cars = page.getByRole('listitem').filter({ hasText: /Floating cars[^]*ago/ });
	await expect.poll(() => cars.first().innerText(), PATIENCE).toMatch(/ago · [1-9]/);
	expect(await cars.first().innerText()).toMatch(/simulated/i);
	const { data: before } = await mapPixels(page);
	const isOther = async () => !Buffer.from(before).equals((await mapPixels(page)).data);
	await expect.poll(isOther, PATIENCE).toBe(true);
});

test('a rainstorm is started from the desk', async () => {
	await page.goto(`${server.origin}/ops?lang=en`);
	await page.getByRole('button', { name: 'Simulated', exact: true }).click();
	await page.getByRole('button', { name: 'Start Rainstorm' }).click();
	await page.getByRole('button', { name: 'Stop Rainstorm' }).waitFor();
});

test('with the first click at the desk alarms can sound; they are muted with a countdown and switched off', async () => {
	await page.getByRole('button', { name: 'Mute 2 min' }).click();
	await page.getByRole('button', { name: /^Muted 0[12]:\d\d · unmute$/ }).click();
	await page.getByRole('button', { name: /switch the sound off$/ }).click();
	await page.reload();
	await page.getByRole('button', { name: 'Sound is off' }).click();
	await page.getByRole('button', { name: 'Mute 2 min' }).waitFor();
});

test('a theme that is switched off takes its layers and numbers away, and brings them back', async () => {
	const isOn = async () =>
		(await get<ThemeList>('/api/themes')).themes.find(({ id }) => id === 'campus')?.on ?? false;
	const hasNumbers = async () =>
		(await get<IndicatorList>('/api/indicators')).indicators.some(({ theme }) => theme === 'campus');
	for (const [on, count] of [
		[false, 0],
		[true, 1]
	] as const) {
		await page.goto(`${server.origin}/themes?lang=en`);
		await page.getByRole('switch', { name: /Campus|School/ }).click();
		await expect.poll(async () => [await isOn(), await hasNumbers()], PATIENCE).toEqual([on, on]);
		await page.goto(`${server.origin}/explore?lang=en`);
		await page.getByText('Floating cars', { exact: true }).first().waitFor({ timeout: 60_000 });
		const buses = page.getByText('School buses', { exact: true });
		await expect.poll(async () => Math.min(1, await buses.count()), PATIENCE).toBe(count);
	}
});

test('the storm raises alarms by itself, and one is acknowledged', { timeout: 400_000 }, async () => {
	await page.goto(`${server.origin}/ops?lang=en`);
	const list = page.getByRole('list', { name: 'Alarms' });
	const rain = list.getByRole('listitem').filter({ hasText: /rain/i }).first();
	await rain.waitFor({ timeout: 300_000 });
	expect(await rain.innerText()).toContain('Simulated');
	expect(new Set((await alarms()).map(({ origin }) => origin))).toEqual(new Set(['simulated']));

	await rain.getByRole('button').first().click();
	const card = page.getByRole('complementary', { name: 'Selection' });
	await card.getByRole('button', { name: /^Acknowledge/ }).click();
	await page.getByLabel('Name or seat').fill('Duty officer');
	await page.keyboard.press('Enter');
	const actors = async () => (await alarms()).map(({ acknowledged }) => acknowledged?.by);
	await expect.poll(actors, PATIENCE).toContain('Duty officer');
	await card.getByText('Duty officer').first().waitFor();

	const nearby = card.getByRole('region', { name: 'Nearby, now' });
	await nearby.getByText('In a straight line, not by road').waitFor();
	await nearby.getByRole('button').first().click();
	const selected = () => new URL(page.url()).searchParams.getAll('sel').map((ref) => ref.split(':')[0]);
	await expect.poll(selected, PATIENCE).toEqual(['alarms', expect.stringMatching(/^(cameras|patrols)$/)]);
	expect(await nearby.getByRole('button', { pressed: true }).count()).toBe(1);
});

test('nothing of it left the machine', () => {
	expect(browser.left).toEqual([]);
});
