import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultProfile } from '#lib/model/wall/default-wall.ts';
import type { LastKnown } from '#lib/features/wall/safe/last-known.ts';
import { launchBrowser, type TestBrowser } from './browser.ts';
import { serve } from './fixture-city.ts';

let browser: TestBrowser;
let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
	browser = await launchBrowser();
	server = await serve(['--no-demo', '--data', mkdtempSync(join(tmpdir(), 'cityloop-offline-'))]);
});
afterAll(async () => {
	server.stop();
	await browser.close();
});

test('without the server the shell opens, says so and has kept none of its answers', async () => {
	const page = await browser.open(`${server.origin}/explore?lang=en`);
	await page.getByText('No city yet').waitFor();
	const kept = () =>
		page.evaluate(async () => {
			const caught = await Promise.all(
				(await caches.keys()).map(async (name) => (await caches.open(name)).keys())
			);
			return caught.flat().map(({ url }) => new URL(url).pathname);
		});
	await expect.poll(kept).toContain('/explore');
	const paths = await kept();
	expect(paths.filter((path) => path !== '/explore' && !path.startsWith('/_app/immutable/'))).toEqual([]);
	expect(paths.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(10);

	const gone = new Promise((resolve) => server.process.once('exit', resolve));
	server.stop();
	await gone;
	await page.goto(`${server.origin}/explore?lang=en`);
	await page.getByText('The server does not answer').waitFor();
	await page.context().close();
});

test('a wall that is loaded anew while its server is away shows what it last knew', async () => {
	const data = mkdtempSync(join(tmpdir(), 'cityloop-wall-'));
	const alone = await serve(['--no-demo', '--data', data]);
	const page = await browser.open(`${alone.origin}/wall/main`);
	await page.getByText('No city yet').waitFor();
	await expect.poll(() => page.evaluate(async () => (await caches.match('/wall')) !== undefined)).toBe(true);
	const known: LastKnown = {
		v: 2,
		at: Date.UTC(2026, 0, 1, 4),
		language: 'zh-CN',
		city: { name: { zh: '云泉', en: 'Yunquan' }, timezone: 'Asia/Shanghai' },
		profile: defaultProfile('main'),
		alarms: [],
		indicators: [],
		sources: { all: 3, late: 0 }
	};
	await page.evaluate(([record]) => localStorage.setItem('cityloop-wall-main', record), [
		JSON.stringify(known)
	] as const);
	const gone = new Promise((resolve) => alone.process.once('exit', resolve));
	alone.stop();
	await gone;
	await page.reload();
	await page.getByText('数据中断 12:00:00 起').waitFor();
	// A machine that is switched on begins where it asks for its place.
	await page.evaluate(() => localStorage.setItem('cityloop-wall-address', '/wall/main?col=0&row=0'));
	await page.goto(`${alone.origin}/wall`, { waitUntil: 'commit' });
	await page.waitForURL('**/wall/main?col=0&row=0');
	await page.getByText('数据中断 12:00:00 起').waitFor();
	await page.context().close();
});
