import { fileURLToPath } from 'node:url';
import { benchOptions, CACHE, goal, median, say, spread, versionsOf, writeResult } from './harness.ts';
import { mainThreadMs, openBenchPage } from './pages/browser-page.ts';
import { bakeBenchCity } from './pages/recolour/bench-city.ts';
import type { Name, RecolourPage } from './pages/recolour/page.ts';

/**
 * P9: main-thread CPU of giving every building of a city a new colour. Each measured frame shows
 * another indicator; all three read the same baked tileset. First the pictures of the two that share a
 * shader must be equal in every pixel, and Cesium's features must have the colours asked for.
 */
const options = benchOptions();
const MAIN = options.smoke ? 4000 : 100_000;
const SIZES = options.smoke ? [MAIN] : [25_000, 100_000];
const ROUNDS = options.smoke ? 1 : 5;
const FRAMES = options.smoke ? 5 : 20;
const NAMES: readonly Name[] = ['ours', 'attributes', 'cesium'];

type BenchWindow = { readonly recolourBench: RecolourPage };
type Figures = { readonly cpuMs: { median: number; min: number; max: number } };

const cesium = fileURLToPath(new URL('../node_modules/@cesium/engine/', import.meta.url));
const tiles = `${CACHE}recolour-tiles/`;
const folders = {
	'/tiles/': tiles,
	'/cesium/Workers/': `${cesium}Build/Workers/`,
	'/cesium/ThirdParty/': `${cesium}Build/ThirdParty/`,
	'/cesium/Assets/': `${cesium}Source/Assets/`
};

async function main(): Promise<void> {
	const bench = await openBenchPage('recolour', folders);
	say(`GL: ${bench.renderer}`);
	const { page, cdp } = bench;
	const open = (name: Name, n: number, pixels: number) =>
		page.evaluate(
			([who, count, size]) => (window as unknown as BenchWindow).recolourBench.open(who, count, size),
			[name, n, pixels] as const
		);
	const run = (from: number, frames: number) =>
		page.evaluate(([first, count]) => (window as unknown as BenchWindow).recolourBench.run(first, count), [
			from,
			frames
		] as const);
	const end = () => page.evaluate(() => (window as unknown as BenchWindow).recolourBench.end());
	try {
		const sizes = new Map<number, Record<Name, Figures>>();
		let correct: unknown;
		for (const n of SIZES) {
			await bakeBenchCity(tiles, n);
			if (n === SIZES[0]) {
				const pictures = new Map<Name, number[]>();
				for (const name of ['ours', 'attributes'] as const) {
					await open(name, n, 256);
					pictures.set(
						name,
						await page.evaluate(() => (window as unknown as BenchWindow).recolourBench.picture(3))
					);
					await end();
				}
				const [ours, theirs] = [pictures.get('ours')!, pictures.get('attributes')!];
				const differing = ours.filter((value, i) => value !== theirs[i]).length;
				const colours = new Set(ours.filter((_, i) => i % 4 === 1)).size;
				if (differing > 0 || colours < 5)
					throw new Error(`${String(differing)} bytes differ, ${String(colours)} shades`);
				await open('cesium', n, 256);
				const features = await page.evaluate(() => (window as unknown as BenchWindow).recolourBench.wrong(3));
				await end();
				if (features.wrong > 0 || features.looked < n) throw new Error(`Cesium: ${JSON.stringify(features)}`);
				correct = {
					what: 'ours and the attribute’s picture byte for byte; every feature’s colour in Cesium',
					differingBytes: differing,
					shades: colours,
					cesium: features
				};
				say(`pictures equal (${String(colours)} shades), ${String(features.looked)} Cesium features right`);
			}
			const times = new Map<Name, number[]>(NAMES.map((name) => [name, []]));
			for (const name of NAMES) {
				await open(name, n, 64);
				await run(0, 3);
				await page.evaluate(() => (window as unknown as BenchWindow).recolourBench.still());
				for (let round = 0; round < ROUNDS; round++) {
					const before = await mainThreadMs(cdp);
					await run(100 + round * FRAMES, FRAMES);
					times.get(name)!.push(((await mainThreadMs(cdp)) - before) / FRAMES);
				}
				await end();
				const figures = spread(times.get(name)!);
				say(
					`  ${String(n)} ${name}: ${figures.median.toFixed(2)} ms a recolouring (${figures.min.toFixed(2)}–${figures.max.toFixed(2)})`
				);
			}
			sizes.set(
				n,
				Object.fromEntries(NAMES.map((name) => [name, { cpuMs: spread(times.get(name)!) }])) as Record<
					Name,
					Figures
				>
			);
		}
		const main = sizes.get(MAIN)!;
		const share = (peer: Name) => main.ours.cpuMs.median / main[peer].cpuMs.median;
		writeResult(
			{
				name: 'recolour',
				renderer: bench.renderer,
				versions: {
					...versionsOf('three', '3d-tiles-renderer', '@cesium/engine'),
					chromium: bench.browser.version()
				},
				correct,
				rounds: ROUNDS,
				ours: { n: MAIN, ...main.ours },
				peers: [
					{ name: 'CesiumJS, Cesium3DTileStyle with conditions', use: 'usual', n: MAIN, ...main.cesium },
					{ name: '3d-tiles-renderer, colour attribute rewritten', use: 'best', n: MAIN, ...main.attributes }
				],
				sizes: [...sizes].map(([n, figures]) => ({ n, ...figures })),
				limit: `${String((MAIN * 4) / 1e6)} MB of colours: about 0.05 ms on a bus of 8 GB/s; median of ours ${median([main.ours.cpuMs.median]).toFixed(2)} ms with a frame and the indicator's own arithmetic`,
				goals: [goal('P9', 'main-thread time over Cesium’s', share('cesium'), 1 / 10, 'atMost')]
			},
			options
		);
	} finally {
		await bench.close();
	}
}

await main();
