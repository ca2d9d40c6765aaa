import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { CityManifest } from '#lib/model/city.ts';
import { ensureBuilt } from '../scripts/build.mjs';
import { CHROMIUM, launchChromium } from '../tests/support/chromium.ts';
import { benchOptions, goal, say, versionsOf, writeResult, type Goal } from './harness.ts';
import { rendererOf, virtualDisplay } from './pages/browser-page.ts';
import { exploreActs, wallActs, type Act } from './soak/acts.ts';
import { openFastCity, type FastCity } from './soak/city.ts';
import { countGpuObjects, GPU_OBJECTS } from './soak/gpu-objects.ts';
import { peerActs, servePeer, type SoakPeerPage } from './soak/peer.ts';
import { measured, residentOf, residentOfBrowser, type MeasuredPage } from './soak/measure.ts';
import { soakSeconds } from './soak/soak-seconds.ts';
import { openCutLine } from '../tests/support/cut-line.ts';
import { mayBeZero, slopePerHour, type Sample } from './support/slope.ts';

/**
 * P7: `npm run soak -- --hours 1` (or `--minutes 20`; `--without "context lost"` looks for what makes something grow, and
 * keeps no result). A demo city whose time goes by sixty times as fast, a wall with a
 * playlist and an analyst's page, and everything that happens to them: flights, layers off and on, SQL, lost contexts,
 * a cut line, briefings. Beside them a page of deck.gl alone, with as many buildings, movers and questions. After each garbage
 * collection it is written down what stays in use, and how fast that grows.
 */
const options = benchOptions();
const SECONDS = soakSeconds(process.argv.slice(2), options.smoke);
const WITHOUT = valuesOf('--without');
const BUILDINGS = options.smoke ? 600 : 3000;
const SPEED = 60;
const BETWEEN_ACTS_MS = options.smoke ? 300 : 1000;
const ACT_WITHIN_MS = 20_000;
/** Sampling stops the pages for a moment. */
const BETWEEN_SAMPLES_MS = Math.min(20_000, (SECONDS * 1000) / 8);
/**
 * Slopes are of what comes after this part of the time: databases fill what they may have, and V8 compiles what every act
 * needs (a heap grows by 27 KB a question with its first ten of SQL, by 2 with the first hundred, by nothing after 180).
 */
const WARM_UP = 0.5;
const PEER = 'deck.gl page';
const LEAN_CHROMIUM = fileURLToPath(new URL('soak/lean-chromium.mjs', import.meta.url));

type Figures = Record<string, Sample[]>;

interface Soaked {
	readonly figures: Figures;
	readonly acts: Record<string, number>;
	readonly failures: readonly string[];
	readonly reloads: number;
	readonly renderer: string;
	readonly chromium: string;
}

async function main(): Promise<void> {
	ensureBuilt();
	const city = await openFastCity({ buildings: BUILDINGS, speed: SPEED, seconds: SECONDS });
	const peer = await servePeer(BUILDINGS);
	const display = virtualDisplay();
	const browser = await launchChromium(display ? 'window' : 'headless', {
		executablePath: LEAN_CHROMIUM,
		env: {
			...process.env,
			...(display ? { DISPLAY: display.name } : {}),
			CITYLOOP_LEAN_CHROMIUM: CHROMIUM ?? chromium.executablePath()
		}
	});
	try {
		report(await soak(city, peer, browser));
	} finally {
		await browser.close();
		display?.end();
		peer.close();
		await city.close();
	}
}

async function soak(city: FastCity, peer: SoakPeerPage, browser: Browser): Promise<Soaked> {
	const line = await openCutLine(city.port);
	const wall = await openPage(browser, `${line.origin}/wall/main?lang=en`, { width: 960, height: 540 });
	const explore = await openPage(browser, `${city.origin}/explore?lang=en`, { width: 1280, height: 720 });
	const plain = await openPage(browser, peer.url, { width: 1280, height: 720 });
	const reply = await fetch(`${city.origin}/api/city`);
	const { manifest } = (await reply.json()) as { manifest: CityManifest }; // our own server's reply
	const home = { ...manifest.home };
	const ofWall = await wallActs({ page: wall.page, origin: city.origin, line, home });
	const [ofExplore, ofPlain] = [exploreActs(explore.page), peerActs(plain.page)];
	const asPeer = ({ name, run }: Act): Act => ({ name: `${PEER}: ${name}`, run });
	// One of each page in turn.
	const inTurn = ofWall
		.flatMap((act, i) => [act, ...ofExplore.slice(i, i + 1), ...ofPlain.slice(i, i + 1).map(asPeer)])
		.filter(({ name }) => !WITHOUT.includes(name));
	const origins = await Promise.all([wall, explore].map(({ page }) => timeOrigin(page)));
	const figures: Figures = {};
	const done: Record<string, number> = {};
	const failures: string[] = [];
	const from = performance.now();
	const elapsed = () => performance.now() - from;
	let sampled = -Infinity;
	for (let i = 0; elapsed() < SECONDS * 1000; i++) {
		await act(inTurn[i % inTurn.length]!, done, failures);
		await new Promise((resolve) => setTimeout(resolve, BETWEEN_ACTS_MS));
		// Always at the same place of the round, so that what is on air is the same.
		if (i % inTurn.length !== inTurn.length - 1 && !options.smoke) continue;
		if (elapsed() - sampled < BETWEEN_SAMPLES_MS) continue;
		sampled = elapsed();
		await sample(figures, sampled / 1000, { city, browser, wall, explore, plain });
	}
	const after = await Promise.all([wall, explore].map(({ page }) => timeOrigin(page)));
	line.close();
	return {
		figures,
		acts: done,
		failures,
		reloads: origins.filter((origin, i) => origin !== after[i]).length,
		renderer: await rendererOf(explore.page),
		chromium: browser.version()
	};
}

const timeOrigin = (page: Page) => page.evaluate(() => performance.timeOrigin);

async function openPage(
	browser: Browser,
	url: string,
	viewport: { width: number; height: number }
): Promise<MeasuredPage> {
	const page = await browser.newPage({ viewport, colorScheme: 'dark', locale: 'en' });
	page.setDefaultTimeout(ACT_WITHIN_MS);
	page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`));
	await page.addInitScript(countGpuObjects, GPU_OBJECTS);
	const opened = await measured(page);
	await page.goto(url, { timeout: 120_000 });
	await page.locator('canvas').first().waitFor({ timeout: 120_000 });
	return opened;
}

/** An act that cannot be done is written down, and the soak goes on. */
async function act({ name, run }: Act, done: Record<string, number>, failures: string[]): Promise<void> {
	try {
		await run();
		done[name] = (done[name] ?? 0) + 1;
	} catch (thrown) {
		const why = thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown);
		failures.push(`${name}: ${why ?? ''}`);
		say(`  could not be done: ${failures.at(-1)!}`);
	}
}

interface Soaking {
	readonly city: FastCity;
	readonly browser: Browser;
	readonly wall: MeasuredPage;
	readonly explore: MeasuredPage;
	readonly plain: MeasuredPage;
}

async function sample(figures: Figures, at: number, { city, browser, wall, explore, plain }: Soaking) {
	const put = (name: string, value: number) => {
		if (Number.isFinite(value)) (figures[name] ??= []).push({ at, value });
	};
	for (const [name, page] of [
		['wall', wall],
		['explore', explore],
		[PEER, plain]
	] as const) {
		const measured = await page.measure();
		put(`${name} heap + wasm`, measured.heap + measured.workerHeap + measured.wasm);
		for (const [what, value] of Object.entries(measured)) put(`${name} ${what}`, value);
	}
	const { renderers, gpu } = await residentOfBrowser(browser);
	put('renderers RSS', renderers);
	put('GPU process RSS', gpu);
	put('server RSS', residentOf(city.pid));
	const last = (name: string) => figures[name]?.at(-1)?.value.toFixed(1) ?? '?';
	say(
		`  ${at.toFixed(0)} s: heap wall ${last('wall heap')} + ${last('wall workerHeap')}, explore ${last('explore heap')} + ${last('explore workerHeap')}, buffers ${last('wall buffers')} + ${last('explore buffers')}, wasm ${last('explore wasm')}, renderers ${last('renderers RSS')}, server ${last('server RSS')} MB`
	);
}

function report({ figures, acts, failures, reloads, renderer, chromium }: Soaked): void {
	const all = Object.fromEntries(
		Object.entries(figures).map(([name, samples]) => {
			const settled = samples.filter(({ at }) => at >= WARM_UP * SECONDS);
			const values = samples.map(({ value }) => value);
			return [
				name,
				{
					first: values[0] ?? Number.NaN,
					last: values.at(-1) ?? Number.NaN,
					samples: settled.length,
					...slopePerHour(settled)
				}
			];
		})
	);
	for (const [name, { first, last, perHour, low, high }] of Object.entries(all))
		say(
			`${name}: ${first.toFixed(1)} → ${last.toFixed(1)}, ${perHour.toFixed(2)} an hour (${low.toFixed(2)} to ${high.toFixed(2)})`
		);
	const isPeers = (name: string) => name.startsWith(PEER);
	const of = (isWanted: (name: string) => boolean) =>
		Object.fromEntries(Object.entries(all).filter(([name]) => isWanted(name)));
	const [slopes, theirs] = [of((name) => !isPeers(name)), of(isPeers)];
	const flat = (name: string): Goal =>
		goal('P7', `${name}: lower end of the slope an hour`, slopes[name]!.low, 0, 'atMost');
	const growing = Object.entries(slopes).filter(([, slope]) => !mayBeZero(slope));
	say(`growing: ${growing.map(([name]) => name).join(', ') || 'nothing'}`);
	if (WITHOUT.length > 0) return say(`without ${WITHOUT.join(', ')}: no result is kept`);
	writeResult(
		{
			name: 'soak',
			renderer,
			versions: { ...versionsOf('@deck.gl/core', 'three', '@duckdb/duckdb-wasm'), chromium },
			correct: {
				what: 'acts that were done; those that could not be; pages that were loaded anew',
				acts,
				failures,
				reloads
			},
			rounds: 1,
			ours: { minutes: SECONDS / 60, dataHours: (SECONDS * SPEED) / 3600, buildings: BUILDINGS, slopes },
			peers: [
				{
					name: `${PEER}, made anew by its own script when its context is lost`,
					use: 'best',
					slopes: theirs
				}
			],
			limit: 'nothing grows: 0 an hour',
			goals: [
				...[
					'wall heap + wasm',
					'wall buffers',
					'wall gpuObjects',
					'wall listeners',
					'wall nodes',
					'explore heap + wasm',
					'explore buffers',
					'explore gpuObjects',
					'explore listeners',
					'explore nodes',
					'wall RSS',
					'explore RSS',
					'GPU process RSS',
					'server RSS'
				].map(flat),
				goal('P7', 'pages loaded anew', reloads, 0, 'atMost'),
				goal('P7', 'acts that could not be done', failures.length, 0, 'atMost')
			]
		},
		options
	);
}

function valuesOf(flag: string): readonly string[] {
	return process.argv.flatMap((arg, i) => (arg === flag ? (process.argv[i + 1] ?? []) : []));
}

await main();
