import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { differing, launchBrowser, mapPixels, pictureReady, type TestBrowser } from './browser.ts';
import { cli, serve, sharedData } from './fixture-city.ts';

const data = sharedData();
if (!data)
	process.stderr.write(
		'The question of night noise is skipped: no folder with real data (CITYLOOP_TEST_DATA, default ../shared/data).\n'
	);

/** For a browser that has just begun to draw. */
const WAIT = { timeout: 30_000 };

/** Complaints by precinct. */
type Counts = ReadonlyMap<string, number>;

/** Which precincts have more noise complaints at night than the city, and did that change in the last week of the data? */
describe.skipIf(!data)('night noise in New York', () => {
	let browser: TestBrowser;
	let server: Awaited<ReturnType<typeof serve>>;
	let page: Page;
	const brushed: { noise?: Counts; night?: Counts; lastNoise?: Counts; lastNight?: Counts } = {};

	beforeAll(async () => {
		const dataDir = inject('dataDir');
		const nyc = `${data}/nyc`;
		cli([
			...['import', '--id', 'boroughs', '--data', dataDir, '--timezone', 'America/New_York'],
			...['--land', `${nyc}/boroughs.geojson.gz`],
			...['--areas', `precincts=${nyc}/police_precincts.geojson.gz`, '--areas-name', 'precincts=Precinct'],
			...['--points', `requests=${nyc}/nyc-311-2015-12.csv.gz`]
		]);
		server = await serve(['--city', 'boroughs', '--data', dataDir]);
		browser = await launchBrowser();
		const charts = [
			{ kind: 'time', column: 't' },
			{ kind: 'category', column: 'complaint_type' },
			{ kind: 'hourOfDay', column: 't' },
			{ kind: 'category', column: 'precincts' }
		].map((chart) => `chart=${encodeURIComponent(JSON.stringify({ dataset: 'requests', ...chart }))}`);
		const view = `lang=en&look=dark&cam=-73.95,40.72,10,0,0&layers=requests,precincts&at=2016-01-01T05:00:00Z`;
		page = await browser.open(`${server.origin}/explore?${view}&${charts.join('&')}`, {
			width: 1600,
			height: 1000
		});
		await page.locator('[data-selected="20000"]').waitFor({ timeout: 120_000 });
	});
	afterAll(async () => {
		server?.stop();
		await browser?.close();
	});

	const selected = (on = page) => on.locator('[data-selected]').getAttribute('data-selected').then(Number);
	/** Counts are there before the charts have their bars. */
	const chartsDrawn = (on = page) => expect.poll(async () => (await byPrecinct(on)).size, WAIT).toBe(76);
	const chart = (title: string, on = page) =>
		on.getByRole('figure').filter({ has: on.getByRole('heading', { name: title, exact: true }) });
	/** What the chart of precincts says: how many are selected of each. */
	async function byPrecinct(on = page): Promise<Counts> {
		const labels = await chart('Police precincts', on)
			.getByRole('button', { name: /^\d+: / })
			.evaluateAll((bars) => bars.map((bar) => bar.getAttribute('aria-label') ?? ''));
		return new Map(
			labels.map((label) => {
				const [, name = '', count = ''] = /^(\d+): ([\d,]+)/.exec(label) ?? [];
				return [name, Number(count.replaceAll(',', ''))] as const;
			})
		);
	}
	async function press(title: string, bars: RegExp) {
		const found = chart(title).getByRole('button', { name: bars });
		await found.first().waitFor();
		for (const bar of await found.all()) {
			const before = await selected();
			await bar.click();
			await expect.poll(() => selected()).not.toBe(before);
		}
	}
	/** Precincts whose noise comes at night more often than the city's does. */
	function above(noise: Counts, night: Counts): string[] {
		const sum = (counts: Counts) => [...counts.values()].reduce((total, count) => total + count, 0);
		const share = sum(night) / sum(noise);
		return [...noise]
			.flatMap(([name, count]) => ((night.get(name) ?? 0) > share * count ? [name] : []))
			.sort();
	}

	test('by brushing: noise, at night, in the last week', { timeout: 120_000 }, async () => {
		await chartsDrawn();
		await press('Complaint', /^Noise/);
		brushed.noise = await byPrecinct();
		expect(brushed.noise.size).toBe(76);

		const plot = await chart('Time').locator('.axis svg').boundingBox();
		if (!plot) throw new Error('the chart of times is not drawn');
		const [right, middle] = [plot.x + plot.width - 1, plot.y + plot.height / 2];
		await page.mouse.move(right - plot.width / 3, middle);
		await page.mouse.down();
		await page.mouse.move(right, middle, { steps: 4 });
		await page.mouse.up();
		await expect.poll(() => lastWeek().length).toBe(2);
		brushed.lastNoise = await byPrecinct();
		await press('Hour of day', /^(22|23|[0-5]):00/);
		brushed.lastNight = await byPrecinct();

		await page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: /Time/ }).click();
		await expect.poll(() => byPrecinct()).not.toEqual(brushed.lastNight);
		brushed.night = await byPrecinct();
		await page.keyboard.press('Control+z');
		await expect.poll(() => byPrecinct()).toEqual(brushed.lastNight);
		await expect.poll(() => lastWeek().length).toBe(2);
	});

	/** From and to of the brush over the time, as the link has them. */
	const lastWeek = (): number[] => {
		const filter = new URL(page.url()).searchParams.getAll('f').find((one) => one.startsWith('requests.t:'));
		return (
			/:([\d.e+]+)\.\.([\d.e+]+)$/
				.exec(filter ?? '')
				?.slice(1)
				.map(Number) ?? []
		);
	};

	test('by SQL: the same numbers, and so the same precincts', { timeout: 60_000 }, async () => {
		const [from, to] = lastWeek();
		const counted = (condition: string) => `count(*) FILTER (${condition})`;
		await page.getByRole('tab', { name: 'SQL' }).click();
		await page.locator('.cm-content').click();
		await page.keyboard.press('Control+a');
		await page.keyboard.insertText(`WITH noise AS (
  SELECT precincts AS p, hour(local_time) NOT BETWEEN 6 AND 21 AS night, t >= ${from} AND t < ${to} AS late
  FROM requests WHERE complaint_type LIKE 'Noise%' AND precincts IS NOT NULL
), counts AS (
  SELECT p, concat_ws('/', count(*), ${counted('night')}, ${counted('late')}, ${counted('late AND night')}) AS n
  FROM noise GROUP BY p
)
SELECT string_agg(p || ':' || n, ' ') AS answer FROM counts`);
		await page.keyboard.press('Control+Enter');
		const answer = page.getByRole('cell').filter({ hasText: /^\d+:\d+\/\d+\/\d+\/\d+ / });
		const text = await answer.first().innerText();
		const asked = [0, 1, 2, 3].map(
			(index): Counts =>
				new Map(
					text.split(' ').map((one) => {
						const [name = '', numbers = ''] = one.split(':');
						return [name, Number(numbers.split('/')[index])] as const;
					})
				)
		);
		const [noise, night, lastNoise, lastNight] = asked as [Counts, Counts, Counts, Counts];
		const { noise: n1, night: n2, lastNoise: n3, lastNight: n4 } = brushed as Required<typeof brushed>;
		for (const [ours, theirs] of [
			[n1, noise],
			[n2, night],
			[n3, lastNoise],
			[n4, lastNight]
		] as const)
			expect(Object.fromEntries([...ours].filter(([, count]) => count > 0))).toEqual(
				Object.fromEntries([...theirs].filter(([, count]) => count > 0))
			);
		const [usually, lately] = [above(n1, n2), above(n3, n4)];
		expect(usually).toEqual(above(noise, night));
		expect(lately).toEqual(above(lastNoise, lastNight));
		expect(usually.length).toBeGreaterThan(10);
		expect(lately).not.toEqual(usually);
	});

	test(
		'saved, a link opens it in another browser: same numbers, same picture',
		{ timeout: 120_000 },
		async () => {
			await page.getByRole('tab', { name: 'Linked charts' }).click();
			await page.getByRole('button', { name: 'Views' }).click();
			await page.getByRole('button', { name: 'Save this view' }).click();
			await page.getByLabel('Name').fill('Night noise');
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await page.getByLabel('Name or seat').fill('Analyst');
			await page.keyboard.press('Enter');
			await page.getByText('Saved as Night noise.').waitFor();
			await page.getByRole('button', { name: 'Copy the link to Night noise' }).click();
			const said = await page.getByText(/explore\?v=/).innerText();
			const link = /http\S+\?v=[0-9A-Za-z]{12}/.exec(said)?.[0] ?? '';
			await page.keyboard.press('Escape');
			await pictureReady(page);
			const picture = await mapPixels(page);

			const other = await browser.open(`${link}&lang=en`, { width: 1600, height: 1000 });
			await other.locator(`[data-selected="${await selected()}"]`).waitFor();
			await chartsDrawn(other);
			expect(await byPrecinct(other)).toEqual(brushed.lastNight);
			await pictureReady(other);
			await expect.poll(async () => differing(picture, await mapPixels(other))).toBe(0);
			await other.context().close();
		}
	);
});
