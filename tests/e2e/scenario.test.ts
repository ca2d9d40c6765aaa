import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CityManifest } from '#lib/model/city.ts';
import type { KeptScenario, ScenarioList } from '#lib/model/scenario/contract.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import type { ScenarioDraft } from '#lib/model/scenario/scenario.ts';
import { openCity } from '#lib/scenarios/city/open-city.ts';
import { formatValue } from '#lib/ui/format.ts';
import { seriousFindings } from './axe.ts';
import { launchBrowser, pictureReady, type TestBrowser } from './browser.ts';
import { cli, serve } from './fixture-city.ts';

/** The bridge is closed for works: on the map, computed in the page, the same by the command line; then a rainstorm. */
const PATIENCE = { timeout: 120_000, interval: 250 };
let browser: TestBrowser;
let server: Awaited<ReturnType<typeof serve>>;
let data: string;
let page: Page;
beforeAll(async () => {
	data = mkdtempSync(join(tmpdir(), 'cityloop-scenario-'));
	cli(['demo', '--data', data, '--buildings', '1000']);
	server = await serve(['--data', data, '--city', 'yunquan', '--mqtt-port', '0']);
	browser = await launchBrowser();
});
afterAll(async () => {
	const ended = new Promise((resolve) => server.process.once('exit', resolve));
	server.stop();
	await browser?.close();
	await ended;
	rmSync(data, { recursive: true, force: true });
});

const get = async <T>(path: string): Promise<T> => (await fetch(server.origin + path)).json() as Promise<T>; // the server's own contract
const kept = async (name: string): Promise<KeptScenario | undefined> =>
	(await get<ScenarioList>('/api/scenarios')).scenarios.find((scenario) => scenario.name === name);
const runOf = async (name: string, model = 'traffic') =>
	(await kept(name))?.runs.find((run) => run.model === model);
async function keep(draft: ScenarioDraft): Promise<KeptScenario> {
	const answer = await fetch(`${server.origin}/api/scenarios`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ draft, by: 'Duty planner' })
	});
	expect(answer.status).toBeLessThan(300);
	return (await answer.json()) as KeptScenario; // the server's own contract
}

/** The middle of the widest bridge, where the map looks straight down at it. */
async function bridge(): Promise<readonly [lng: number, lat: number]> {
	const folder = join(data, 'cities/yunquan');
	const manifest = JSON.parse(readFileSync(join(folder, 'city.json'), 'utf8')) as CityManifest;
	const city = openCity(manifest, async (path) => readFileSync(join(folder, path)));
	const { links, nodes } = await city.part('roads');
	const bridges = [...links.bridge.keys()].filter(
		(row) => links.bridge[row] === 1 && links.name[row] !== null
	);
	const [widest] = bridges.sort((a, b) => links.capacity[b]! - links.capacity[a]! || a - b);
	const [from, to] = [links.from[widest!]!, links.to[widest!]!];
	return [(nodes.lng[from]! + nodes.lng[to]!) / 2, (nodes.lat[from]! + nodes.lat[to]!) / 2];
}

test('a scenario begins from the living city, and the bridge is closed on its map', async () => {
	page = await browser.open(`${server.origin}/scenarios?lang=en`, { width: 1440, height: 900 });
	await page
		.getByRole('button', { name: /New scenario|Begin from now/ })
		.first()
		.click();
	await page.getByLabel('Name', { exact: true }).fill('Bridge closed');
	await page.getByRole('button', { name: 'Begin', exact: true }).click();
	await page.getByLabel('Name or seat').fill('Duty planner');
	await page.keyboard.press('Enter');
	await expect.poll(() => kept('Bridge closed'), PATIENCE).toBeDefined();
	const { id } = (await kept('Bridge closed'))!;
	await page.goto(`${server.origin}/scenarios/${id}?lang=en&cam=${(await bridge()).join(',')},17,0,0`);
	await pictureReady(page);
	expect(await seriousFindings(page)).toEqual([]);
	await page.getByRole('button', { name: 'Change a road' }).click();
	const box = (await page.locator('canvas').first().boundingBox())!;
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
	await page.getByText(/^\d+ taken/).waitFor();
	const whole = page.getByRole('button', { name: /^The whole bridge/ });
	if ((await whole.count()) > 0) await whole.click();
	await page.getByLabel('Closed to everybody').check();
	await page.getByRole('button', { name: 'Add to the scenario' }).click();
	await expect
		.poll(async () => (await kept('Bridge closed'))?.edits, PATIENCE)
		.toMatchObject([{ kind: 'road', closed: true }]);
});

test('it is run in the page, and the page, the server and the command line say the same', async () => {
	await page.getByRole('button', { name: 'Run “Road traffic”' }).click();
	await expect
		.poll(() => runOf('Bridge closed'), PATIENCE)
		.toMatchObject({ converged: true, where: 'browser' });
	const [run, { id }] = [(await runOf('Bridge closed'))!, (await kept('Bridge closed'))!];
	const result = await get<ModelResult>(`/api/scenarios/results/${run.inputs}`);
	const said = JSON.parse(
		cli(['scenario', 'run', id, '--model', 'traffic', '--url', server.origin, '--json'])
	) as { digest: string; inputs: string; indicators: Record<string, number> };
	expect(said).toMatchObject({ digest: run.digest, inputs: run.inputs });
	expect(said.indicators['affected']).toBeGreaterThan(0);
	for (const { id: name, title, value } of result.indicators) {
		expect(said.indicators[name]).toBe(value);
		const row = page
			.getByRole('row')
			.filter({ has: page.getByRole('rowheader', { name: title.en, exact: true }) });
		await row.waitFor();
		expect(await row.getByRole('cell').first().innerText()).toContain(formatValue('en', value!));
	}
});

test('a version with one more bus line stands beside it in a table, which is saved', async () => {
	const closed = (await kept('Bridge closed'))!;
	const [lng, lat] = await bridge();
	const draft: ScenarioDraft = {
		name: 'Bridge closed, one more bus',
		note: '',
		parent: { kind: 'scenario', id: closed.id },
		edits: [
			{
				kind: 'line-add',
				name: 'Ferry bus',
				mode: 'bus',
				stops: [
					[lng - 0.005, lat],
					[lng + 0.005, lat]
				],
				headway: 6,
				speed: 18,
				from: 6,
				to: 22
			}
		],
		parameters: {}
	};
	const { id } = await keep(draft);
	await page.goto(`${server.origin}/scenarios/compare?of=${closed.id},${id}&lang=en`);
	const table = page.getByRole('region', { name: 'Indicators' }).first();
	await table.getByRole('link', { name: draft.name }).waitFor();
	const missing = page.getByRole('button', { name: /^Run what is missing/ });
	if ((await missing.count()) > 0) await missing.click();
	await expect.poll(() => runOf(draft.name), PATIENCE).toBeDefined();
	// The bus changes nothing that cars do: the same inputs, and so the same result.
	expect((await runOf(draft.name))!.inputs).toBe((await runOf('Bridge closed'))!.inputs);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'CSV' }).first().click()
	]);
	const csv = readFileSync(await download.path(), 'utf8');
	expect(csv).toContain('Bridge closed, one more bus');
	const result = await get<ModelResult>(`/api/scenarios/results/${(await runOf(draft.name))!.inputs}`);
	const total = result.indicators.find(({ id: name }) => name === 'total-time')!;
	const row = csv.split(/\r?\n/).find((line) => line.includes(total.title.en))!;
	expect(row.split(',').filter((cell) => Number(cell) === total.value)).toHaveLength(2);
});

test('a rainstorm cuts schools off, and the table names them, the worst first', async () => {
	const closed = (await kept('Bridge closed'))!;
	const { id } = await keep({
		name: 'Rainstorm',
		note: '',
		parent: closed.parent,
		edits: [
			{ kind: 'rain', intensity: 80, hours: 3 },
			{ kind: 'river', rise: 2 }
		],
		parameters: {}
	});
	await page.goto(`${server.origin}/scenarios/${id}?lang=en`);
	await page.getByRole('button', { name: 'Run “Access and life circles”' }).click();
	// What access counts of the flood is run before it; the living city, which both are set against, after it.
	await expect.poll(() => runOf('Rainstorm', 'access'), PATIENCE).toBeDefined();
	expect(await runOf('Rainstorm', 'flood')).toBeDefined();
	const { parent } = closed as { parent: { id: string } }; // it began from a baseline of its own
	const dryRun = async () =>
		(await get<KeptScenario>(`/api/scenarios/${parent.id}`)).runs.find(({ model }) => model === 'access');
	await expect.poll(dryRun, PATIENCE).toBeDefined();
	const facilities = async (run: { inputs: string } | undefined) => {
		const { layers } = await get<ModelResult>(`/api/scenarios/results/${run!.inputs}`);
		return layers.find((layer) => layer.id === 'facilities')!;
	};
	const [dry, wet] = [await facilities(await dryRun()), await facilities(await runOf('Rainstorm', 'access'))];
	const reached = (layer: typeof dry, row: number) => layer.columns[0]!.values[row]!;
	const lost = dry.keys.map((key, row) => ({
		name: dry.names![row]!,
		shown: dry.namesEn![row]!,
		people: reached(dry, row) - reached(wet, wet.keys.indexOf(key))
	}));
	const [worst] = lost.filter(({ name }) => /小学|中学/.test(name)).sort((a, b) => b.people - a.people);
	expect(worst!.people).toBeGreaterThan(1000);

	await page.getByRole('button', { name: 'Table', exact: true }).click();
	await page.getByLabel('Layer', { exact: true }).selectOption({ label: 'Facilities' });
	await page.getByRole('button', { name: 'Show the difference' }).click();
	const row = page.getByRole('grid').getByRole('row').filter({ hasText: worst!.shown });
	await expect
		.poll(() => row.first().innerText(), PATIENCE)
		.toContain(`−${formatValue('en', worst!.people)}`);
});

test('nothing of it left the machine', () => {
	expect(browser.left).toEqual([]);
});
