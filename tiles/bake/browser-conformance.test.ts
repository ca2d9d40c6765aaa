import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from 'apache-arrow';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launchChromium } from '../../tests/support/chromium.ts';
import { HAS_NYC, bakeCity, nycBuildings } from './testing/test-city.ts';
import type { BakedCity } from './testing/test-city.ts';
import type { Seen } from './testing/browser-readers.ts';

const TYPES: Record<string, string> = {
	'.js': 'text/javascript',
	'.html': 'text/html',
	'.json': 'application/json'
};
/** A few blocks around Bryant Park. */
const BLOCKS = [-73.987, 40.75, -73.979, 40.757] as const;

if (!HAS_NYC || CHROMIUM === undefined)
	process.stderr.write(
		'tiles in CesiumJS and 3d-tiles-renderer: no data (CITYLOOP_TEST_DATA) or no Chromium, skipped\n'
	);

describe.skipIf(!HAS_NYC || CHROMIUM === undefined)('A few blocks, as viewers in a browser see them', () => {
	let city: BakedCity;
	let bundle: string;
	let server: Server;
	let browser: Browser;
	let page: Page;
	/** Height by global building id. */
	let heights: Float32Array;
	const port = () => (server.address() as { port: number }).port;

	beforeAll(async () => {
		const records = await nycBuildings(BLOCKS);
		city = await bakeCity((baker) => {
			for (const record of records) void baker.building(record);
		});
		heights = tableFromIPC(readFileSync(join(city.out, 'buildings.arrow')))
			.getChild('height')!
			.toArray() as Float32Array;
		bundle = mkdtempSync(join(tmpdir(), 'cityloop-readers-'));
		await build({
			configFile: false,
			logLevel: 'error',
			root: fileURLToPath(new URL('./testing', import.meta.url)),
			build: {
				outDir: bundle,
				emptyOutDir: true,
				minify: false,
				target: 'es2022',
				lib: { entry: 'browser-readers.ts', formats: ['es'], fileName: 'readers' }
			},
			define: {
				CESIUM_BASE_URL: JSON.stringify('/cesium/'),
				'process.env.NODE_ENV': JSON.stringify('production')
			}
		});
		server = createServer((request, response) => {
			const path = normalize(decodeURIComponent(new URL(request.url!, 'http://x').pathname));
			const file = path.startsWith('/tiles/') ? join(city.out, path) : join(bundle, path);
			if (path === '/')
				return void response
					.setHeader('content-type', 'text/html')
					.end('<script type="module" src="/readers.js"></script>');
			if (!existsSync(file)) return void response.writeHead(404).end();
			response
				.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
				.end(readFileSync(file));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		browser = await launchChromium('headless');
		page = await browser.newPage();
		await page.goto(`http://127.0.0.1:${String(port())}/`);
		await page.waitForFunction(() => 'readWithThree' in window, undefined, { timeout: 30_000 });
	}, 120_000);

	afterAll(async () => {
		await browser?.close();
		server?.close();
		for (const folder of [city?.out, bundle]) if (folder) rmSync(folder, { recursive: true, force: true });
	});

	const check = ({ rows, tiles, errors }: Seen): void => {
		expect(errors).toEqual([]);
		expect(tiles).toBeGreaterThan(0);
		expect(new Set(rows.map(([id]) => id)).size).toBe(heights.length);
		expect(rows.filter(([id, height]) => Math.abs(height - heights[id]!) > 0.0501)).toEqual([]);
	};

	test('CesiumJS loads the tileset, and each feature says its id and height', async () => {
		check(await page.evaluate((url) => window.readWithCesium(url), '/tiles/buildings/tileset.json'));
	}, 60_000);

	test('3d-tiles-renderer loads the tileset, and each feature says its id and height', async () => {
		check(await page.evaluate((url) => window.readWithThree(url), '/tiles/buildings/tileset.json'));
	}, 60_000);
});
