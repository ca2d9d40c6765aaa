import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { colours, launchBrowser, mapPixels, pictureReady, type TestBrowser } from './browser.ts';
import { cli, serve, sharedData } from './fixture-city.ts';

const data = sharedData();
if (!data)
	process.stderr.write(
		'Tests on real data are skipped: no folder with them (CITYLOOP_TEST_DATA, default ../shared/data).\n'
	);

interface Counts {
	readonly read: number;
	readonly kept: number;
	readonly rejected: number;
}

/** A piece of midtown with the whole subway, all requests and all taxis: counts as the data's own notes say. */
describe.skipIf(!data)('midtown Manhattan from open data', () => {
	const nyc = `${data}/nyc`;
	let browser: TestBrowser;
	let server: Awaited<ReturnType<typeof serve>>;
	let report: Record<string, Counts>;

	beforeAll(async () => {
		const dataDir = inject('dataDir');
		report = JSON.parse(
			cli([
				'import',
				'--id',
				'midtown',
				'--json',
				'--data',
				dataDir,
				'--bbox',
				'-73.990,40.744,-73.970,40.758',
				'--buildings',
				`${nyc}/osm-buildings-core.geojson.gz`,
				'--roads',
				`${nyc}/osm-roads.geojsonl.gz`,
				'--addresses',
				`${nyc}/osm-addresses.csv.gz`,
				'--land',
				`${nyc}/boroughs.geojson.gz`,
				'--gtfs',
				`subway=${nyc}/mta-subway-gtfs-20260923.zip`,
				'--gtfs-rt',
				`subway=${nyc}/gtfsrt-a_division.pb`,
				'--points',
				`requests=${nyc}/nyc-311-2015-12.csv.gz`,
				'--trips',
				`taxi=${nyc}/deckgl-taxi-trips-v7.json.gz`
			])
		) as Record<string, Counts>;
		server = await serve(['--city', 'midtown', '--data', dataDir]);
		browser = await launchBrowser();
	});
	afterAll(async () => {
		server?.stop();
		await browser?.close();
	});

	test('every record read is kept or rejected with a reason, and the counts are the data’s', () => {
		for (const [kind, counts] of Object.entries(report))
			if ('read' in counts) expect([kind, counts.read]).toEqual([kind, counts.kept + counts.rejected]);
		expect(report['buildings']?.read).toBe(32_005);
		expect(report['roads']?.read).toBe(53_340);
		expect(report['addresses']?.read).toBe(117_674);
		expect(report['stop_times']?.read).toBe(565_093);
		expect(report['points:requests']?.read).toBe(20_000);
		expect(report['trips:taxi']?.read).toBe(996);
		expect(JSON.stringify(report['trips:taxi'])).toContain('-115');
	});

	test('the Chrysler Building is found, selected, and has its address', async () => {
		const page = await browser.open(`${server.origin}/explore?lang=en&layers=buildings,labels`, {
			width: 1280,
			height: 720
		});
		await pictureReady(page);
		expect(colours(await mapPixels(page))).toBeGreaterThan(200);
		await page.keyboard.press('/');
		await page.keyboard.type('chrysler');
		await page
			.getByRole('option', { name: /Chrysler Building/ })
			.first()
			.waitFor();
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'Chrysler Building' }).waitFor();
		const card = page.getByRole('complementary').filter({ hasText: 'Chrysler Building' });
		await expect.poll(() => card.innerText()).toContain('East 43rd Street');
		await page.context().close();
	});

	test('trains run by the timetable, on a date of the feed, and the captures’ matches are said', async () => {
		const page = await browser.open(`${server.origin}/explore?lang=en&layers=subway,taxi`, {
			width: 1280,
			height: 720
		});
		await pictureReady(page);
		await page.locator('[data-layer="subway"]').click();
		await page
			.getByText(/unmatched/)
			.first()
			.waitFor();
		const panel = await page.getByRole('complementary', { name: 'Layers' }).innerText();
		expect(panel).toMatch(/Replayed data · 2026-(0[5-9]|10)-\d\d/);
		expect(panel).toMatch(/Replayed data · undated/);
		expect(Number(/ago · ([\d,]+)/.exec(panel)?.[1]?.replace(',', ''))).toBeGreaterThan(20);
		await page.context().close();
	});
});
