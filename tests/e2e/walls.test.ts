import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { WallList } from '#lib/model/wall/wall-list.ts';
import { openCutLine, type CutLine } from '../support/cut-line.ts';
import { launchBrowser, mapPixels, pictureReady, type TestBrowser } from './browser.ts';
import { openWallStage, type WallStage } from './wall-stage.ts';

/** How long the line stays cut: long enough for the link to be given up. CITYLOOP_CUT_SECONDS=12 is the least. */
const CUT_MS = 1000 * Number(process.env['CITYLOOP_CUT_SECONDS'] ?? 60);
/** An alarm that is raised so long before the line is mended has the wall ten seconds after that, for a minute. */
const ALARM_BEFORE_MS = 12_000;
const PATIENCE = { timeout: 60_000, interval: 300 };
let browser: TestBrowser;
let stage: WallStage;
let line: CutLine;
let windows: Page[];
/** When each window's document began: another one was loaded anew. */
let born: number[];

beforeAll(async () => {
	browser = await launchBrowser();
	stage = await openWallStage(join(inject('dataDir'), 'cities'));
	line = await openCutLine(stage.port);
});
afterAll(async () => {
	await browser.close();
	line.close();
	await stage.close();
});

const timeOrigins = () => Promise.all(windows.map((page) => page.evaluate(() => performance.timeOrigin)));

/** Both machines are heard, and show what is on air. */
async function inStep(): Promise<boolean> {
	const { rev } = await stage.programme();
	const machines = await stage.machines();
	return machines.every(({ late, behind, health }) => !late && !behind && health?.rev === rev);
}

/** Share of the pixels in which the two windows put together are not what one window of the whole wall shows. */
async function differsFromWhole(): Promise<number> {
	const { width, height } = stage.part;
	const page = await browser.open(`${stage.origin}/wall/${stage.wall}?lang=en`, { width: 2 * width, height });
	await pictureReady(page);
	await Promise.all(windows.map((window) => pictureReady(window)));
	const whole = await mapPixels(page);
	const parts = await Promise.all(windows.map(mapPixels));
	await page.context().close();
	let other = 0;
	for (let y = 0; y < height; y++)
		for (let x = 0; x < 2 * width; x++) {
			const part = parts[Math.floor(x / width)]!;
			const [one, two] = [4 * (y * 2 * width + x), 4 * (y * width + (x % width))];
			if ([0, 1, 2].some((byte) => Math.abs(whole.data[one + byte]! - part.data[two + byte]!) > 8)) other++;
		}
	return other / (2 * width * height);
}

test('two screens show a code each and are paired at the desk', async () => {
	windows = await Promise.all(
		[0, 1].map(() => browser.open(`${line.origin}/wall?lang=en`, { ...stage.part, reducedMotion: false }))
	);
	const desk = await browser.open(`${stage.origin}/ops/walls/${stage.wall}?lang=en`, {
		width: 1600,
		height: 900
	});
	for (const [column, window] of windows.entries()) {
		const code = await window.locator('[data-code]').innerText();
		const place = desk.getByLabel(`Place for code ${code}`);
		await place.waitFor({ timeout: 60_000 });
		await place.selectOption(`${stage.wall}:${column}:0`);
		await desk.locator('form').filter({ has: place }).getByRole('button', { name: /^Pair/ }).click();
		if (column === 0) {
			await desk.getByLabel('Name or seat').fill('Duty officer');
			await desk.keyboard.press('Enter');
		}
		await window.waitForURL(new RegExp(`/wall/${stage.wall}`), { waitUntil: 'commit', timeout: 60_000 });
	}
	// The preview speaks as the wall will, not as the desk does.
	await desk
		.getByRole('group', { name: 'Picture of the preview' })
		.getByText('实时')
		.waitFor({ state: 'attached' });
	await desk.context().close();
	await Promise.all(windows.map((page) => page.locator('canvas').first().waitFor({ timeout: 60_000 })));
	born = await timeOrigins();
	await expect.poll(inStep, PATIENCE).toBe(true);
});

/** The brightest that is in the middle of what a machine last showed of itself, 0 to 255. */
const brightest = (page: Page) =>
	page.evaluate(async (path) => {
		await fetch('/api/walls'); // somebody looks
		const reply = await fetch(path);
		if (!reply.ok) return undefined;
		const picture = await createImageBitmap(await reply.blob());
		const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
		context.drawImage(picture, 0, 0);
		const third = Math.floor(picture.height / 3);
		const { data } = context.getImageData(0, third, picture.width, third);
		return data.reduce((most, value, byte) => (byte % 4 < 3 ? Math.max(most, value) : most), 0);
	}, `/api/walls/${stage.wall}/thumbnail?column=0&row=0`);

test('what a machine shows of itself to the desk is black while the wall is', async () => {
	await expect.poll(() => brightest(windows[1]!), PATIENCE).toBeGreaterThan(60);
	await stage.command({ kind: 'blank', on: true });
	await expect.poll(() => brightest(windows[1]!), PATIENCE).toBeLessThan(12);
	await stage.command({ kind: 'blank', on: false });
	await expect.poll(inStep, PATIENCE).toBe(true);
});

test('a playlist runs on both, scene for scene', async () => {
	await stage.command({ kind: 'play', playlist: 'themes' });
	await stage.command({ kind: 'next' });
	await expect.poll(inStep, PATIENCE).toBe(true);
	expect((await stage.programme()).playlist?.running).toBe(true);
});

test(
	'without network for a minute, with an alarm of level 1 meanwhile and both contexts lost, both end in step with the right picture',
	{ timeout: 300_000 },
	async () => {
		line.cut();
		// The strip lies on the first machine; its language is the scene's.
		const strip = windows[0]!.getByText(/Data lost since|数据中断/).first();
		await strip.waitFor({ timeout: 30_000 });
		const cutAt = Date.now();
		const cutFor = (time: number) => windows[0]!.waitForTimeout(Math.max(0, time - (Date.now() - cutAt)));
		await cutFor(CUT_MS - ALARM_BEFORE_MS);
		await stage.gate('lockdown');
		await Promise.all(
			windows.map((window) =>
				window.evaluate(() =>
					document
						.querySelector('canvas')
						?.getContext('webgl2')
						?.getExtension('WEBGL_lose_context')
						?.loseContext()
				)
			)
		);
		await expect.poll(async () => (await stage.programme()).suggestion !== undefined, PATIENCE).toBe(true);
		await cutFor(CUT_MS);
		line.mend();

		// The alarm takes the wall twenty seconds after it asked for it, and both windows fly there.
		await expect.poll(async () => (await stage.programme()).interruption !== undefined, PATIENCE).toBe(true);
		await expect.poll(inStep, PATIENCE).toBe(true);
		await strip.waitFor({ state: 'detached' });
		// So small a wall has no room to read it from its seats; that it is said is what counts here.
		await windows[1]!
			.getByText(/Lockdown of a school|校园封控/)
			.first()
			.waitFor({ state: 'attached' });
		const { camera, flight } = await stage.programme();
		expect([Math.round(camera.lng), Math.round(camera.lat)]).toEqual([-30, 40]);
		await windows[0]!.waitForTimeout(Math.max(0, (flight?.endAt ?? 0) - Date.now()));
		// Names and times are drawn when they are there: three pictures are not of one moment.
		await expect.poll(differsFromWhole, PATIENCE).toBeLessThan(0.01);
		expect((await stage.machines()).map(({ health }) => health?.contextsLost)).toEqual([1, 1]);
		expect(await timeOrigins()).toEqual(born);
	}
);

test('a machine that is told to load its page anew does so under its last picture', async () => {
	await stage.command({ kind: 'return' });
	const [page] = windows as [Page];
	await pictureReady(page);
	await stage.gate('open');
	await stage.post(`/api/walls/${stage.wall}/reload`, { column: 0, row: 0, by: 'Wang' });
	await page.waitForFunction(([before]) => performance.timeOrigin !== before, [born[0]!] as const, {
		polling: 50,
		timeout: 60_000
	});
	const held = () =>
		page.evaluate(() =>
			document
				.getAnimations()
				.some(
					({ effect }) =>
						effect instanceof KeyframeEffect && effect.pseudoElement?.startsWith('::view-transition')
				)
		);
	expect(await held()).toBe(true);
	await pictureReady(page);
	await expect.poll(held, PATIENCE).toBe(false);
	await expect.poll(inStep, PATIENCE).toBe(true);
});

test('a screen whose page dies is there again within a minute', async () => {
	await Promise.all(windows.map((page) => page.context().close()));
	const profile = mkdtempSync(join(tmpdir(), 'cityloop-kiosk-'));
	const flags = ['--use-gl=angle', '--use-angle=gl', '--ignore-gpu-blocklist', '--window-size=480,400'];
	const watch = spawn(
		process.execPath,
		[
			...['--no-warnings', 'cli/main.ts', 'wall-watch', '--window', '--profile', profile],
			...['--url', stage.origin, '--path', '/wall/main?lang=en'],
			...flags.flatMap((flag) => ['--flag', flag])
		],
		{ stdio: 'inherit' }
	);
	/** When the page began that the machine of wall `main` shows; 0 before it was heard. */
	const began = async () => {
		const reply = await fetch(`${stage.origin}/api/walls`);
		const { walls } = (await reply.json()) as WallList; // our own server's contract
		const [machine] = walls.find(({ profile: { id } }) => id === 'main')?.nodes ?? [];
		return machine?.at && machine.health ? machine.at - 1000 * machine.health.uptime : 0;
	};
	try {
		await expect.poll(began, PATIENCE).toBeGreaterThan(0);
		const died = Date.now();
		for (const pid of renderersOf(profile)) process.kill(pid, 'SIGKILL');
		await expect.poll(began, PATIENCE).toBeGreaterThan(died - 1000);
		expect(Date.now() - died).toBeLessThan(60_000);
	} finally {
		const gone = new Promise((resolve) => watch.once('exit', resolve));
		watch.kill('SIGTERM');
		await gone;
		rmSync(profile, { recursive: true, force: true });
	}
});

/** Processes that draw pages, of the browser that has this profile. */
function renderersOf(profile: string): number[] {
	const all = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
				const parent = Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]);
				return [{ pid: Number(name), command, parent }];
			} catch {
				return []; // it has ended meanwhile
			}
		});
	const family = new Set(
		all
			.filter(({ command }) => command.includes(`--user-data-dir=${profile}`) && !command.includes('--type='))
			.map(({ pid }) => pid)
	);
	for (let before = -1; before !== family.size;) {
		before = family.size;
		for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
	}
	return all
		.filter(({ pid, command }) => family.has(pid) && command.includes('--type=renderer'))
		.map(({ pid }) => pid);
}
