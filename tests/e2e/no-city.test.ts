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
	server = await serve(['--no-demo', '--data', mkdtempSync(join(tmpdir(), 'cityloop-empty-'))]);
});
afterAll(async () => {
	server.stop();
	await browser.close();
});

test.each([
	['en', 'No city yet'],
	['zh-CN', '还没有城市']
] as const)('without a pack the page says how to import one (%s)', async (locale, words) => {
	const page = await browser.open(server.origin, { locale });
	await page.getByText(words).waitFor();
	expect(await page.getByText('npm run -s cityloop -- import --id').count()).toBe(1);
	await page.context().close();
});

test('health says that there is no city', async () => {
	expect(await (await fetch(`${server.origin}/api/health`)).json()).toMatchObject({
		status: 'no-city',
		city: null
	});
});
