import { latLngToCell } from 'h3-js';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { gridtownAt } from '../fixtures/gridtown.ts';
import { seriousFindings } from './axe.ts';
import { launchBrowser, mapPixels, pictureReady, type TestBrowser } from './browser.ts';

let browser: TestBrowser;

beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

const [lng, lat] = gridtownAt(1010, 1010);

/** As the fixture places them; the first ten have no place. */
const requests = Array.from({ length: 1000 }, (_, k) =>
	gridtownAt(50 + ((k * 137) % 1900), 50 + ((k * 71) % 1900))
).slice(10);

/** Gridtown's requests in a style of their own, from straight above. */
function styled(style: object): string {
	const said = encodeURIComponent(JSON.stringify(style));
	return `${inject('gridtown')}/explore?lang=en&cam=${lng},${lat},15,0,0&layers=requests&look=dark&style=requests:${said}`;
}
const open = (style: object) => browser.open(styled(style), { width: 1280, height: 720 });
const key = (page: Page) => page.getByRole('complementary', { name: 'Legend' }).locator('figure');

/** Colours of the key's swatches as the browser paints them, with how many cells each has. */
const swatches = (page: Page) =>
	key(page)
		.locator('ul.ramp li')
		.evaluateAll((items) =>
			items.map((item) => ({
				colour: (
					getComputedStyle(item.querySelector('[data-token]')!).backgroundColor.match(/\d+/g) ?? []
				).join(' '),
				cells: Number(item.querySelector('.count')?.textContent)
			}))
		);

/** Pixels of the map by their colours. */
async function pixelsByColour(page: Page): Promise<ReadonlyMap<string, number>> {
	const { data } = await mapPixels(page);
	const pixels = new Map<string, number>();
	for (let at = 0; at < data.length; at += 4) {
		const colour = data.subarray(at, at + 3).join(' ');
		pixels.set(colour, (pixels.get(colour) ?? 0) + 1);
	}
	return pixels;
}

/** Requests in the cell of 200 m that the middle of the map lies in, counted one by one. */
async function requestsInTheMiddle(page: Page): Promise<number> {
	const anchor = await page.evaluate(async () => {
		const answer = (await (await fetch('/api/city')).json()) as { manifest: { anchor: [number, number] } };
		return answer.manifest.anchor;
	});
	const frame = new LocalFrame(anchor);
	const cellOf = (place: readonly [number, number]) =>
		frame
			.toLocal(...place)
			.slice(0, 2)
			.map((metres) => Math.floor(metres / 200))
			.join(' ');
	return requests.filter((place) => cellOf(place) === cellOf([lng, lat])).length;
}

test('cells have exactly the colours of their key; the key and the pointer count every request', async () => {
	const page = await open({
		form: 'cells',
		cell: 200,
		opacity: 1,
		classes: { method: 'quantile', count: 4 }
	});
	await key(page).getByText('990 in all').waitFor();
	await key(page).getByText('10 without a place').waitFor();
	await pictureReady(page);

	const drawn = await pixelsByColour(page);
	const classes = await swatches(page);
	expect(classes).toHaveLength(4);
	for (const { colour } of classes) expect([colour, (drawn.get(colour) ?? 0) > 500]).toEqual([colour, true]);

	const box = (await page.locator('[data-map]').boundingBox())!;
	await page.mouse.move(box.x + box.width / 2 - 20, box.y + box.height / 2);
	await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
	await page.locator('.tip', { hasText: `${await requestsInTheMiddle(page)} in it` }).waitFor();

	// Only the class that is pressed is drawn, as many pixels of it as before, until all are wanted again.
	const [first, , third] = classes.map(({ colour }) => colour);
	await key(page).locator('ul.ramp button').first().focus();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Enter');
	await page.waitForURL(({ searchParams }) => searchParams.get('style')?.includes('"only":["from:') ?? false);
	await page.locator('[data-map] canvas').focus(); // what has the keyboard in a key stands out
	await expect.poll(async () => (await pixelsByColour(page)).get(first ?? '') ?? 0).toBe(0);
	expect((await pixelsByColour(page)).get(third ?? '')).toBe(drawn.get(third ?? ''));
	await key(page).getByRole('button', { name: 'Show all' }).press('Enter');
	await expect.poll(async () => (await pixelsByColour(page)).get(first ?? '')).toBe(drawn.get(first ?? ''));
	await page.context().close();
});

test('a style is chosen by keyboard in the layer’s row, stands in the link and is taken back', async () => {
	const style = { form: 'cells', cell: 200, opacity: 1, classes: { method: 'quantile', count: 3 } };
	// High enough that the key leaves the middle of the map free.
	const page = await browser.open(styled(style), { width: 1280, height: 960 });
	await page.locator('button[data-layer="requests"]').press('Enter');

	// Hexagons in place of squares: those of H3, named under the pointer with what they hold.
	await page.getByRole('combobox', { name: /^Cell/ }).selectOption('H3 10');
	await page.waitForURL(({ searchParams }) => searchParams.get('style')?.includes('"hexagon":10') ?? false);
	await key(page).getByText('hexagons of H3, resolution 10').waitFor();
	await key(page).getByText('990 in all').waitFor();
	const classes = await swatches(page);
	const pale = async () => {
		const drawn = await pixelsByColour(page);
		return classes.filter(({ colour }) => (drawn.get(colour) ?? 0) <= 500);
	};
	await expect.poll(pale).toEqual([]);
	const name = latLngToCell(lat, lng, 10);
	const inside = requests.filter(([east, north]) => latLngToCell(north, east, 10) === name).length;
	const box = (await page.locator('[data-map]').boundingBox())!;
	await page.mouse.move(box.x + box.width / 2 - 20, box.y + box.height / 2);
	await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
	await page.locator('.tip', { hasText: `${inside} in it · H3 ${name}` }).waitFor();

	await page.getByLabel('Draw as').selectOption('heat');
	await key(page).getByText('per km²').waitFor();
	expect(await seriousFindings(page)).toEqual([]);
	await page.waitForURL(({ searchParams }) => searchParams.get('style')?.includes('"form":"heat"') ?? false);
	await page.getByRole('button', { name: 'As before' }).press('Enter');
	await page.waitForURL(({ searchParams }) => !searchParams.has('style'));
	await page.context().close();
});
