import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../scripts/build.mjs';
import { cli, serve } from '../tests/e2e/fixture-city.ts';
import { writeGridtown } from '../tests/fixtures/gridtown.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { killGpuTwice, type GpuDeaths } from './context-loss/gpu-death.ts';
import { loseAgain, openStanding, type Losses } from './context-loss/our-page.ts';
import { benchOptions, CACHE, goal, median, say, spread, versionsOf, writeResult } from './harness.ts';
import { openBenchPage, rendererOf, virtualDisplay } from './pages/browser-page.ts';
import type { ContextLossPage } from './pages/context-loss/page.ts';

/**
 * P8: the GPU context of a page is taken away again and again. Ours: Explore and a wall of the product as it is built,
 * with their time standing, until every pixel of the map is back; then the browser's GPU process is killed twice, after
 * which Chromium refuses contexts for some two minutes. Peers: the plain pages with which deck.gl and CesiumJS begin,
 * once as they are and once given their context back.
 */
const options = benchOptions();
const LOSSES = options.smoke ? 3 : 20;
const PEER_LOSSES = options.smoke ? 1 : 20;
/** A peer's picture that is not back by then is lost. */
const PEER_WITHIN = 2000;
const SOURCE = `${CACHE}context-loss-city/source`;
const DATA = `${CACHE}context-loss-city/data`;
const VIEW = 'lang=en&cam=-30,40,15.5,40,30&layers=buildings,requests,metro&at=2025-03-20T13:00:00Z';
const PAGES = { explore: `/explore?${VIEW}`, wall: `/wall/main?${VIEW}&return=120` } as const;
const EVERY_PEER = [
	{ name: 'deck.gl page', who: 'deck', use: 'usual', givenBack: false },
	{ name: 'deck.gl page that is given its context back', who: 'deck', use: 'best', givenBack: true },
	{ name: 'CesiumJS page', who: 'cesium', use: 'usual', givenBack: false },
	{ name: 'CesiumJS page that is given its context back', who: 'cesium', use: 'best', givenBack: true }
] as const;
const PEERS = EVERY_PEER.filter(({ givenBack }) => givenBack || !options.smoke);

type PageName = keyof typeof PAGES;

async function ours(): Promise<{
	losses: Record<PageName, Losses>;
	deaths: GpuDeaths | undefined;
	renderer: string;
	chromium: string;
}> {
	ensureBuilt();
	cli(['import', ...writeGridtown(SOURCE), '--data', DATA, '--force']);
	const city = await serve(['--city', 'gridtown', '--data', DATA]);
	const display = virtualDisplay();
	const browser = await launchChromium(display ? 'window' : 'headless', {
		env: { ...process.env, ...(display ? { DISPLAY: display.name } : {}) }
	});
	try {
		const losses = {} as Record<PageName, Losses>;
		let renderer = '';
		let deaths: GpuDeaths | undefined;
		for (const name of Object.keys(PAGES) as PageName[]) {
			const opened = await openStanding(browser, `${city.origin}${PAGES[name]}`);
			renderer ||= await rendererOf(opened.page);
			losses[name] = await loseAgain(opened, LOSSES);
			const { milliseconds, differing, alive } = losses[name];
			say(
				`${name}: ${String(backOf(losses[name]))} of ${String(LOSSES)} back, median ${median(milliseconds).toFixed(0)} ms, at most ${Math.max(...milliseconds).toFixed(0)}; pixels that differ ${String(Math.max(...differing))}; alive ${JSON.stringify(alive)}`
			);
			if (name === 'wall' && !options.smoke) {
				deaths = await killGpuTwice(browser, opened);
				say(`the GPU process killed twice: ${JSON.stringify(deaths)}`);
			}
			await opened.page.close();
		}
		return { losses, deaths, renderer, chromium: browser.version() };
	} finally {
		await browser.close();
		display?.end();
		city.stop();
	}
}

/** Losses after which the whole picture came back as it was. */
const backOf = ({ milliseconds, differing }: Losses): number =>
	milliseconds.filter((ms, i) => Number.isFinite(ms) && differing[i] === 0).length;

async function peers(): Promise<{ recovered: number; milliseconds: number[] }[]> {
	const cesium = fileURLToPath(new URL('../node_modules/@cesium/engine/', import.meta.url));
	const bench = await openBenchPage('context-loss', { '/cesium/Assets/': `${cesium}Source/Assets/` });
	const origin = new URL(bench.page.url()).origin;
	try {
		const found: { recovered: number; milliseconds: number[] }[] = [];
		for (const { name, who, givenBack } of PEERS) {
			const milliseconds: number[] = [];
			for (let loss = 0; loss < PEER_LOSSES; loss++) {
				await bench.page.goto(`${origin}/?who=${who}`);
				await bench.page.waitForFunction(() => 'contextLoss' in window);
				milliseconds.push(
					await bench.page.evaluate(
						async ([back, within]) => {
							const { contextLoss } = window as unknown as { contextLoss: ContextLossPage };
							await contextLoss.opened;
							return contextLoss.lose(back, within);
						},
						[givenBack, PEER_WITHIN] as const
					)
				);
			}
			const back = milliseconds.filter(Number.isFinite);
			say(`${name}: ${String(back.length)} of ${String(PEER_LOSSES)} back`);
			found.push({ recovered: back.length, milliseconds: back });
		}
		return found;
	} finally {
		await bench.close();
	}
}

const { losses, deaths, renderer, chromium } = await ours();
const theirs = await peers();
const all = Object.values(losses);
const times = all.flatMap(({ milliseconds }) => milliseconds);
/** The most that any page has more of after the last loss than after the second. */
const growth = (what: 'canvases' | 'contexts' | 'listeners') =>
	Math.max(...all.map(({ alive: [, early, late] }) => late[what] - early[what]));
writeResult(
	{
		name: 'context-loss',
		renderer,
		versions: { ...versionsOf('@deck.gl/core', '@luma.gl/core', 'three', '@cesium/engine'), chromium },
		correct: {
			what: 'pixels of the map that differ from the picture before the loss, at most',
			...Object.fromEntries(
				Object.entries(losses).map(([name, { differing }]) => [name, Math.max(...differing)])
			)
		},
		rounds: LOSSES,
		ours: Object.fromEntries(
			Object.entries(losses).map(
				([
					name,
					{
						milliseconds,
						alive: [start, early, late]
					}
				]) => [
					name,
					{
						recovered: backOf(losses[name as PageName]),
						of: LOSSES,
						ms: spread(milliseconds),
						alive: { start, afterTwo: early, end: late }
					}
				]
			)
		),
		peers: PEERS.map(({ name, use }, i) => ({ name, use, of: PEER_LOSSES, ...theirs[i] })),
		limit:
			'shaders compiled again and every buffer and texture uploaded again: Gridtown’s 1,600 buildings, some megabytes',
		goals: [
			goal(
				'P8',
				`losses of ${String(LOSSES * all.length)} after which every pixel is back within 2 s`,
				all.reduce(
					(sum, { milliseconds, differing }) =>
						sum + milliseconds.filter((ms, i) => ms <= 2000 && differing[i] === 0).length,
					0
				),
				LOSSES * all.length,
				'atLeast'
			),
			goal('P8', 'median until the picture is back, ms', median(times), 1000, 'atMost'),
			goal('P8', 'canvases more after the last loss than after the second', growth('canvases'), 0, 'atMost'),
			goal('P8', 'contexts more', growth('contexts'), 0, 'atMost'),
			goal('P8', 'listeners more', growth('listeners'), 0, 'atMost'),
			...(deaths
				? [
						goal(
							'P8',
							'contexts refused after a second death of the GPU process: ms until the card can be read',
							deaths.cardMs ?? 0,
							10_000,
							'atMost'
						),
						goal('P8', 'pixels that differ when it came back by itself', deaths.differing, 0, 'atMost')
					]
				: [])
		]
	},
	options
);
