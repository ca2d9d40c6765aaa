import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { PNG } from 'pngjs';
import type { Page } from 'playwright-core';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExportFormat } from '#lib/model/briefing/export.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import type { IndicatorList } from '#lib/model/indicator.ts';
import type { VerifyReport } from '#lib/server/briefings/verify/report.ts';
import { seriousFindings } from './axe.ts';
import { colours, launchBrowser, type TestBrowser } from './browser.ts';
import { cli, serve } from './fixture-city.ts';

/** The daily briefing of the demo city in a rainstorm: written by its template, frozen, read, taken away, proven. */
const PATIENCE = { timeout: 120_000, interval: 500 };
let browser: TestBrowser;
let server: Awaited<ReturnType<typeof serve>>;
let data: string;
let page: Page;
let id: string;
let frozen: Briefing;

beforeAll(async () => {
	data = mkdtempSync(join(tmpdir(), 'cityloop-briefing-'));
	cli(['demo', '--data', data, '--buildings', '2000']);
	server = await serve(['--data', data, '--mqtt-port', '0']);
	browser = await launchBrowser();
});
afterAll(async () => {
	await stopServer();
	await browser?.close();
	rmSync(data, { recursive: true, force: true });
});
async function stopServer() {
	if (server.process.exitCode !== null) return;
	const ended = new Promise((resolve) => server.process.once('exit', resolve));
	server.stop();
	await ended;
}

/** How many indicators of the city have a number by now: a briefing of fewer would prove little. */
async function numbersKnown(): Promise<number> {
	const reply = await fetch(`${server.origin}/api/indicators`);
	const { indicators } = (await reply.json()) as IndicatorList; // the server's own contract
	return indicators.filter(({ latest }) => typeof latest?.value === 'number').length;
}
/** A file of the briefing, as whoever asks for it gets it. */
async function taken(format: ExportFormat, language: 'zh-CN' | 'en'): Promise<Uint8Array> {
	const reply = await fetch(
		`${server.origin}/api/briefings/${id}/export?format=${format}&language=${language}`
	);
	if (!reply.ok) throw new Error(`${format}: ${await reply.text()}`);
	return new Uint8Array(await reply.arrayBuffer());
}
/** What a program of another house says of a file. */
function said(program: string, file: string, ...args: readonly string[]): string {
	const { status, stdout, stderr } = spawnSync(program, [file, ...args], { encoding: 'utf8' });
	if (status !== 0) throw new Error(`${program}: ${stderr}`);
	return stdout;
}
function written(name: string, bytes: Uint8Array): string {
	const file = join(data, name);
	writeFileSync(file, bytes);
	return file;
}

test('in a rainstorm the daily briefing is a draft with one click, and is frozen with another', async () => {
	cli(['incident', 'start', 'rainstorm', '--url', server.origin]);
	page = await browser.open(`${server.origin}/briefings?lang=en`, { width: 1440, height: 900 });
	await expect.poll(numbersKnown, PATIENCE).toBeGreaterThan(5);
	await page.getByRole('button', { name: 'New daily briefing' }).click();
	await page.getByLabel('Name or seat').fill('Duty officer');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/briefings\/drafts\//);
	const publish = page.getByRole('button', { name: 'Freeze and publish' });
	await expect.poll(() => publish.isEnabled(), PATIENCE).toBe(true);
	expect(await seriousFindings(page)).toEqual([]);
	await publish.click();
	await page
		.waitForURL(/\/briefings\/[0-9A-Za-z]{16}/, { timeout: 120_000 })
		.catch(async (cause: unknown) => {
			throw new Error(`Not frozen: ${await page.locator('body').innerText()}`, { cause });
		});
	id = /\/briefings\/([0-9A-Za-z]{16})/.exec(page.url())![1]!; // it has just matched
	frozen = (await (await fetch(`${server.origin}/api/briefings/${id}`)).json()) as Briefing; // the server's own contract
	expect(Object.values(frozen.figures).map(({ kind }) => kind)).toContain('map');
	await page.getByRole('article').getByText('simulated').first().waitFor();
	expect(await seriousFindings(page)).toEqual([]);
});

test('PDF: fonts embedded, Chinese text to be copied, pages numbered, id and date and marks on each', async () => {
	const file = written('a4.pdf', await taken('pdf', 'zh-CN'));
	const fonts = said('pdffonts', file).trim().split('\n').slice(2);
	expect(fonts.length).toBeGreaterThan(0);
	// Columns from the right: object and generation, uni, sub, emb. Fonts with names, no drawings (Type 3).
	expect(fonts.filter((line) => line.trim().split(/\s+/).at(-5) !== 'yes')).toEqual([]);
	expect(fonts.filter((line) => !line.includes('CID TrueType'))).toEqual([]);
	const text = said('pdftotext', file, '-').replaceAll(/\s+/g, '');
	const title = frozen.draft.title['zh-CN'] ?? '';
	const wanted = [title, id, '模拟数据', '虚构城市', '数据截至'];
	expect(wanted.filter((part) => !text.includes(part.replaceAll(/\s+/g, '')))).toEqual([]);
	expect(text.includes('\ufffd')).toBe(false);
	const count = Number(/Pages:\s+(\d+)/.exec(said('pdfinfo', file))?.[1]);
	expect(text.includes(`${count}/${count}`)).toBe(true);
	expect(text.split(id).length - 1).toBeGreaterThanOrEqual(count);
	expect(said('pdfinfo', file)).toMatch(/Tagged:\s+yes[^]*A4/);
	// What stands in the margins would make an empty page look printed: the part between them, at 50 pixels an inch.
	const body = ['-r', '50', '-x', '36', '-y', '38', '-W', '340', '-H', '500'];
	said('pdftoppm', file, join(data, 'a4-page'), '-png', ...body);
	const pages = readdirSync(data).filter((name) => name.startsWith('a4-page'));
	expect(pages).toHaveLength(count);
	const seen = pages.map((name) => colours(PNG.sync.read(readFileSync(join(data, name)))));
	expect(seen.filter((found) => found < 8)).toEqual([]);
});

test('PowerPoint: texts of every step as runs, maps as pictures, all of it well-formed', async () => {
	const parts = unzipSync(await taken('pptx', 'zh-CN'));
	const xml = Object.entries(parts).filter(([name]) => name.endsWith('.xml'));
	for (const [name, bytes] of xml) {
		const parser = new SaxesParser();
		parser.on('error', (error) => {
			throw new Error(`${name}: ${error.message}`);
		});
		parser.write(new TextDecoder().decode(bytes)).close();
	}
	const slides = xml.filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
	expect(slides.length).toBeGreaterThan(frozen.draft.steps.length);
	const text = slides.map(([, bytes]) => new TextDecoder().decode(bytes)).join('');
	expect(['模拟数据', id].filter((part) => !text.includes(part))).toEqual([]);
	expect(Object.keys(parts).some((name) => name.startsWith('ppt/media/'))).toBe(true);
});

test('pictures: one of 3840 pixels for each slide, and a long one of 1080; neither is blank', async () => {
	const slides = frozen.draft.steps.length + 2;
	const pictures = Object.values(unzipSync(await taken('png4k', 'en'))).map((bytes) => Buffer.from(bytes));
	// Width and height stand in a PNG's first chunk.
	expect(pictures.map((picture) => [picture.readUInt32BE(16), picture.readUInt32BE(20)])).toEqual(
		Array.from({ length: slides }, () => [3840, 2160])
	);
	expect(colours(PNG.sync.read(pictures[1]!))).toBeGreaterThan(1000);
	const long = PNG.sync.read(Buffer.from(await taken('long', 'zh-CN')));
	expect([long.width, long.height > 2000, colours(long) > 100]).toEqual([1080, true, true]);
});

test('the offline file opens from disk without asking anybody, presents, and has the frozen rows', async () => {
	const file = written('offline.html', await taken('html', 'zh-CN'));
	const context = await browser.browser.newContext({ offline: true, viewport: { width: 1280, height: 760 } });
	const offline = await context.newPage();
	const asked: string[] = [];
	offline.on('request', (request) => {
		if (!request.url().startsWith('data:')) asked.push(request.url());
	});
	await offline.goto(`file://${file}`);
	await offline
		.getByRole('heading', { name: frozen.draft.title['zh-CN'] ?? '' })
		.first()
		.waitFor();
	const broken = () =>
		offline.evaluate(() =>
			[...document.images].filter((picture) => picture.naturalWidth === 0).map(({ alt }) => alt)
		);
	await expect.poll(broken).toEqual([]);
	const inside = await offline.evaluate(() => document.getElementById('briefing')?.textContent ?? '');
	expect(JSON.parse(inside)).toEqual(frozen);
	await offline.getByRole('button', { name: '放映' }).click();
	const shown = () => offline.locator('[data-slide][data-shown]').getAttribute('data-slide');
	expect(await shown()).toBe('1');
	await offline.keyboard.press('PageDown');
	expect(await shown()).toBe('2');
	await offline.keyboard.press('Escape');
	expect(await offline.locator('[data-slide][data-shown]').isVisible()).toBe(false);
	expect(asked).toEqual([`file://${file}`]);
	await context.close();
});

test('on a phone the page of a reader is small', async () => {
	const context = await browser.browser.newContext({
		viewport: { width: 390, height: 844 },
		serviceWorkers: 'block'
	});
	const phone = await context.newPage();
	const cdp = await context.newCDPSession(phone);
	await cdp.send('Network.enable');
	// Phones read with their own fonts; this machine may have none for Chinese.
	const left = new Set<string>();
	let bytes = 0;
	cdp.on('Network.responseReceived', ({ requestId, type }) => {
		if (type === 'Image' || type === 'Font') left.add(requestId);
	});
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (!left.has(requestId)) bytes += encodedDataLength;
	});
	await phone.goto(`${server.origin}/briefings/${id}?lang=en`, { waitUntil: 'networkidle' });
	await phone
		.getByRole('heading', { name: frozen.draft.title.en ?? '' })
		.first()
		.waitFor();
	expect(bytes).toBeGreaterThan(20_000);
	expect(bytes).toBeLessThan(250_000);
	await context.close();
});

test('it is taken from its page, and by the command line', async () => {
	await page.getByRole('button', { name: 'Export and share' }).click();
	const [download] = await Promise.all([
		page.waitForEvent('download', PATIENCE),
		page.getByRole('button', { name: 'PDF (A4)' }).click()
	]);
	expect(download.suggestedFilename()).toBe(`briefing-${id}.en.pdf`);
	const options = ['--format', 'slides', '--language', 'en', '--out', data, '--url', server.origin];
	const file = cli(['briefing', 'render', id, ...options]).trim();
	expect(file).toBe(join(data, `briefing-${id}.en.slides.pdf`));
	expect(Number(/Pages:\s+(\d+)/.exec(said('pdfinfo', file))?.[1])).toBe(frozen.draft.steps.length + 2);
});

test('it is proven from its own folder after the city has moved on and its history is gone', async () => {
	await stopServer();
	const history = join(data, 'live', 'yunquan', 'history');
	expect(existsSync(history)).toBe(true);
	rmSync(history, { recursive: true });
	const [report] = JSON.parse(cli(['briefing', 'verify', id, '--data', data, '--json'])) as VerifyReport[]; // the command's own contract
	expect(report!.items.filter(({ state }) => state !== 'same')).toEqual([]);
	expect(report!.items.map(({ what }) => what)).toContain('map');
	expect(report).toMatchObject({ id, holds: true });

	const file = join(data, 'briefings', 'yunquan', id, 'briefing.json');
	writeFileSync(file, readFileSync(file, 'utf8').replace(/"value":[-\d.]+/, '"value":12345'));
	expect(() => cli(['briefing', 'verify', id, '--data', data, '--no-maps'])).toThrow('ended with 1');
});

test('nothing of it left the machine', () => {
	expect(browser.left).toEqual([]);
});
