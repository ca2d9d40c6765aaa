import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, pictureReady, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

test('the watch sees a request that leaves, from a page and from a worker', async () => {
	const page = await browser.open('about:blank');
	await page.evaluate(async () => {
		await fetch('http://outside-page.example/').catch(() => undefined);
		const source = "fetch('http://outside-worker.example/').finally(() => postMessage('done'))";
		const worker = new Worker(URL.createObjectURL(new Blob([source])));
		await new Promise((resolve) => (worker.onmessage = resolve));
	});
	expect(browser.left).toEqual(
		expect.arrayContaining(['http://outside-page.example/', 'http://outside-worker.example/'])
	);
	await page.context().close();
});

test.each(['/explore', '/wall/main'])(
	'%s asks nothing of any other origin, workers included',
	async (path) => {
		const before = browser.left.length;
		const page = await browser.open(inject('gridtown') + path, { width: 1000, height: 600 });
		const origins = new Set<string>();
		page.on('request', (request) => {
			if (/^https?:/.test(request.url())) origins.add(new URL(request.url()).origin);
		});
		await page.reload();
		await pictureReady(page);
		await page.waitForTimeout(2000);
		expect(browser.left.slice(before)).toEqual([]);
		expect([...origins]).toEqual([inject('gridtown')]);
		await page.context().close();
	}
);
