import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('a wall is the server’s alone', async () => {
	const alone = await serve(['--no-demo', '--data', mkdtempSync(join(tmpdir(), 'cityloop-wall-'))]);
	const page = await browser.open(`${alone.origin}/wall/main?lang=en`);
	await page.getByText('No city yet').waitFor();
	await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
	expect(
		await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length))
	).toBe(0);
	await page.context().close();
	alone.stop();
});
