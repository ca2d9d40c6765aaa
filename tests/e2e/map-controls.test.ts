import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { differing, launchBrowser, mapPixels, pictureReady, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Camera {
	readonly lng: number;
	readonly lat: number;
	readonly zoom: number;
	readonly pitch: number;
	readonly bearing: number;
}

const START = 'cam=-30,40,15.5,40,30';
const open = (query: string) =>
	browser.open(`${inject('gridtown')}/explore?lang=en&${query}`, { width: 1000, height: 640 });

function cameraOf(page: Page): Camera {
	const [lng = 0, lat = 0, zoom = 0, pitch = 0, bearing = 0] = (
		new URL(page.url()).searchParams.get('cam') ?? ''
	)
		.split(',')
		.map(Number);
	return { lng, lat, zoom, pitch, bearing };
}

async function mapCentre(page: Page): Promise<{ x: number; y: number }> {
	const box = await page.locator('canvas').first().boundingBox();
	if (!box) throw new Error('the map has no canvas');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, button: 'left' | 'right', by: readonly [number, number]): Promise<void> {
	const { x, y } = await mapCentre(page);
	await page.mouse.move(x, y);
	await page.mouse.down({ button });
	await page.mouse.move(x + by[0] / 2, y + by[1] / 2);
	await page.mouse.move(x + by[0], y + by[1]);
	await page.mouse.up({ button });
}

test('the mouse moves, turns and zooms the map; N is north up, 0 is home', async () => {
	const page = await open(`${START}&layers=buildings&at=2025-03-20T13:00:00Z`);
	await pictureReady(page);
	await drag(page, 'left', [120, 0]);
	await expect.poll(() => cameraOf(page).lng).not.toBe(-30);
	expect(cameraOf(page).bearing).toBe(30);
	await drag(page, 'right', [120, 0]);
	await expect.poll(() => cameraOf(page).bearing).not.toBe(30);
	const { x, y } = await mapCentre(page);
	await page.mouse.move(x, y);
	await page.mouse.wheel(0, -400);
	await expect.poll(() => cameraOf(page).zoom).toBeGreaterThan(15.5);
	await page.keyboard.press('n');
	await expect.poll(() => cameraOf(page).bearing).toBe(0);
	await page.keyboard.press('0');
	const { manifest } = (await (await fetch(`${inject('gridtown')}/api/city`)).json()) as {
		manifest: { home: Camera };
	};
	await expect.poll(() => cameraOf(page).zoom).toBeCloseTo(manifest.home.zoom, 2);
	await page.context().close();
});

test('the keyboard alone moves the map once it has the focus', async () => {
	const page = await open(`${START}&layers=buildings&at=2025-03-20T13:00:00Z`);
	await pictureReady(page);
	await page.keyboard.press('m');
	await page.keyboard.press('ArrowRight');
	await expect.poll(() => cameraOf(page).lng).not.toBe(-30);
	const before = cameraOf(page).zoom;
	await page.keyboard.press('+');
	await expect.poll(() => cameraOf(page).zoom).toBeGreaterThan(before);
	await page.context().close();
});

test('a moving train can be clicked, has a card with its true date, and is followed', async () => {
	const page = await open('cam=-30,40,16,0,0&layers=metro');
	await pictureReady(page);
	const box = await page.locator('canvas').first().boundingBox();
	if (!box) throw new Error('the map has no canvas');
	const brightest = async () => {
		const { width, height, data } = await mapPixels(page);
		let best = { light: 0, x: 0, y: 0 };
		for (let y = 40; y < height - 120; y++)
			for (let x = 60; x < width - 90; x++) {
				const at = 4 * (y * width + x);
				const light = (data[at] as number) + (data[at + 1] as number) + (data[at + 2] as number);
				if (light > best.light) best = { light, x: (x / width) * box.width, y: (y / height) * box.height };
			}
		return best;
	};
	await expect.poll(async () => (await brightest()).light).toBeGreaterThan(600);
	const train = await brightest();
	await page.mouse.click(box.x + train.x, box.y + train.y);
	const follow = page.getByRole('button', { name: 'Follow', exact: true });
	await follow.waitFor();
	const card = await page.getByRole('complementary').filter({ has: follow }).innerText();
	expect(card).toMatch(/2025/);
	await follow.click();
	await page.getByRole('button', { name: 'Stop following' }).waitFor();
	await expect.poll(() => cameraOf(page).lng).not.toBe(-30);
	const then = cameraOf(page);
	await expect.poll(() => cameraOf(page).lng, { timeout: 40_000 }).not.toBe(then.lng);
	await page.context().close();
});

test('while the browser refuses a graphics context a card says so, and the picture comes back by itself', async () => {
	const page = await open(`${START}&layers=buildings&at=2025-03-20T13:00:00Z`);
	await pictureReady(page);
	const before = await mapPixels(page);
	await page.evaluate(() => {
		const original = HTMLCanvasElement.prototype.getContext;
		const refusing = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
			const refuse = (window as { refuse?: boolean }).refuse && kind.startsWith('webgl');
			return refuse ? null : Reflect.apply(original, this, [kind, ...rest]);
		};
		Object.assign(window, { refuse: false });
		HTMLCanvasElement.prototype.getContext = refusing as typeof original;
		const canvas = document.querySelector('canvas') as HTMLCanvasElement;
		const context = canvas.getContext('webgl2');
		Object.assign(window, { refuse: true });
		context?.getExtension('WEBGL_lose_context')?.loseContext();
	});
	await page.getByRole('alert').filter({ hasText: 'The browser refuses 3D drawing for now' }).waitFor();
	await page.evaluate(() => Object.assign(window, { refuse: false }));
	await page
		.getByText('The browser refuses 3D drawing for now')
		.waitFor({ state: 'detached', timeout: 30_000 });
	await pictureReady(page);
	const first = differing(before, await mapPixels(page));
	if (first > 0) process.stderr.write(`the first picture after the refusal differs in ${first} pixels\n`);
	// Once on a busy machine the very first one did; why is not known, that it does not stay so is what is held here.
	await expect.poll(async () => differing(before, await mapPixels(page))).toBe(0);
	await page.context().close();
});
