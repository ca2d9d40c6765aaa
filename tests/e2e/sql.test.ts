import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { GRIDTOWN, gridtownAt } from '../fixtures/gridtown.ts';
import { seriousFindings } from './axe.ts';
import { clickMap, launchBrowser, pictureReady, type TestBrowser } from './browser.ts';

const NOON = '2025-03-20T13:00:00Z';
let browser: TestBrowser;

beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

async function write(page: Page, sql: string): Promise<void> {
	await page.locator('.cm-content').click();
	await page.keyboard.press('Control+A');
	await page.keyboard.insertText(sql);
	await page.keyboard.press('Control+Enter');
}

test('a question to the server is charted, put on the map, and written as a file that another reader reads', async () => {
	const [lng, lat] = gridtownAt(1000, 1000);
	const page = await browser.open(
		`${inject('gridtown')}/explore?lang=en&cam=${lng},${lat},15,0,0&layers=buildings&look=dark&at=${NOON}`,
		{ width: 1440, height: 900 }
	);
	await pictureReady(page);
	await page.getByRole('tab', { name: 'SQL' }).click();
	await page.locator('.cm-content').waitFor();
	await page.getByRole('radio', { name: 'Server history' }).check();
	await page
		.getByRole('navigation', { name: 'Tables' })
		.getByText('requests', { exact: true })
		.first()
		.waitFor();

	await write(page, "SELECT * FROM read_text('/etc/passwd')");
	await page.getByRole('alert').filter({ hasText: 'Line 1, column 15' }).waitFor();
	await write(
		page,
		'SELECT complaint_type, count(*) AS requests FROM requests GROUP BY 1 ORDER BY 2 DESC, 1'
	);
	await page.getByRole('tab', { name: 'Result table' }).and(page.locator('[aria-selected=true]')).waitFor();
	await page.getByRole('button', { name: 'Chart', exact: true }).click();
	const noise = page.getByRole('listitem').filter({ hasText: 'Noise' });
	expect(await noise.locator('.number').innerText()).toBe(String(GRIDTOWN.requestsByType.Noise));
	expect(await seriousFindings(page)).toEqual([]);

	await page.getByRole('tab', { name: 'SQL' }).click();
	await write(page, "SELECT complaint_type, lng, lat FROM requests WHERE complaint_type = 'Noise'");
	await page.getByText(`${GRIDTOWN.requestsByType.Noise} rows`).first().waitFor();
	await page.getByRole('tab', { name: 'Result table' }).click();
	await page.getByRole('button', { name: 'Put on the map' }).click();
	await page.waitForFunction(() => new URLSearchParams(location.search).get('layers')?.includes('local-sql'));
	await page.getByText('Query result').first().waitFor();

	const coming = page.waitForEvent('download');
	await page.getByRole('button', { name: /^Export as Parquet/ }).click();
	const file = await coming;
	expect(file.suggestedFilename()).toMatch(/^gridtown-\d{8}-\d{4}\.parquet$/);
	const path = await file.path();
	expect(readFileSync(path).subarray(0, 4).toString()).toBe('PAR1');
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	const rows = await connection.run(
		`SELECT count(*), any_value(complaint_type) FROM read_parquet('${path}')`
	);
	expect(await rows.getRowsJson()).toEqual([[String(GRIDTOWN.requestsByType.Noise), 'Noise']]);
	instance.closeSync();

	// The next result takes the layer's place; its only row is the last of the city's rows, and brings that number.
	await page.getByRole('tab', { name: 'SQL' }).click();
	await write(
		page,
		`SELECT complaint_type, "row", ${lng} AS lng, ${lat} AS lat FROM requests WHERE "row" = ${GRIDTOWN.requests - 1}`
	);
	await page
		.getByText(/^1 rows?$/)
		.first()
		.waitFor();
	await expect
		.poll(
			async () => {
				await clickMap(page);
				return new URL(page.url()).searchParams.get('sel');
			},
			{ timeout: 30_000, interval: 2000 }
		)
		.toBe('local-sql:0');
	await page.getByRole('heading', { name: 'Waste', exact: true }).waitFor();

	// A file that cannot have all rows says so.
	await page.getByRole('tab', { name: 'SQL' }).click();
	await page.getByRole('radio', { name: /^This browser/ }).check();
	await write(page, 'SELECT i FROM range(1000001) AS numbers(i)');
	await page.getByRole('tab', { name: 'Result table' }).and(page.locator('[aria-selected=true]')).waitFor();
	await page.getByRole('button', { name: /^Export as Arrow/ }).click();
	await page.getByRole('status').filter({ hasText: 'The file has the first 1,000,000 rows only' }).waitFor();
	await page.context().close();
}, 120_000);
