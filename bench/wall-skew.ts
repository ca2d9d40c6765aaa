import type { Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { Observation } from '#lib/model/observation.ts';
import { attachLive, type Gateway } from '#lib/server/gateway/gateway.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { LiveLog } from '../tests/fixtures/live-log.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { benchOptions, goal, median, quantile, say, spread, versionsOf, writeResult } from './harness.ts';
import { rendererOf } from './pages/browser-page.ts';
import { ANCHOR } from './pages/motion/entities.ts';
import { openCutLine, type CutLine } from '../tests/support/cut-line.ts';
import { serveIsolatedPage } from './support/isolated-page.ts';
import { startBroadcast } from './wall-skew/broadcast.ts';
import { probesOf, urnOf, waysOf, type Course } from './wall-skew/course.ts';
import type { Contestant, Shown, SkewPage } from './wall-skew/page.ts';
import type { ClockError } from './wall-skew/skewed-clock.ts';
import { cameraDeviations, entityDeviations, spreads, type Deviation } from './wall-skew/spread.ts';

/**
 * P13: four windows of one wall, each behind a line of its own that is 20 ± 10 ms late in both directions, each with a clock
 * that is wrong in its own way and drifts. In every frame of every window it is written down where camera and entities
 * are, and compared with what the server's clock says: how far are the windows apart? The peer sends what there is to see.
 */
const options = benchOptions();
const WINDOWS = options.smoke ? 2 : 4;
const ENTITIES = options.smoke ? 500 : 10_000;
const ROUNDS = options.smoke ? 1 : 3;
const WATCH_MS = options.smoke ? 6000 : 20_000;
/** Rounds of asking for the time follow each other quickly at first. */
const SETTLE_MS = options.smoke ? 1500 : 16_000;
const PROBES = 20;
const TICK_MS = 200;
const LATE = { mean: 20, jitter: 10 } as const;
const CLOCKS: readonly ClockError[] = [
	{ ahead: 0, drift: 0 },
	{ ahead: -2400, drift: 40 },
	{ ahead: 137, drift: -40 },
	{ ahead: 86_400_000, drift: 20 }
];
const CONTESTS = [
	{ name: 'ours', who: 'ours', hertz: 0, settle: SETTLE_MS },
	{ name: 'broadcast 10', who: 'broadcast', hertz: 10, settle: 1000 },
	{ name: 'broadcast 30', who: 'broadcast', hertz: 30, settle: 1000 }
] as const satisfies readonly { name: string; who: Contestant; hertz: number; settle: number }[];
type Name = (typeof CONTESTS)[number]['name'];

/** Milliseconds between the windows. */
interface Skew {
	readonly camera: { readonly p50: number; readonly p99: number };
	readonly entities: { readonly p50: number; readonly p99: number };
	/** How far behind the server's clock they show the camera. */
	readonly behind: number;
	readonly frames: number;
}

const ways = waysOf(ENTITIES);
const probes = probesOf(ways, PROBES);
const frame = new LocalFrame(ANCHOR);

interface City {
	/** Answers the live worker's questions by HTTP: who the entities are. */
	api(url: URL): Uint8Array | undefined;
	attach(http: Server): void;
	close(): Promise<void>;
}

/** A city that reports every entity once a second. */
function startCity(course: Course): City {
	const log = new LiveLog();
	const report = () => {
		const now = Date.now();
		const seconds = (now - course.startAt) / 1000;
		log.say(
			'cars',
			ways.map(({ x, y, vx, vy }, i): Observation => {
				const [lng, lat] = frame.toLngLat(x + vx * seconds, y + vy * seconds);
				return {
					kind: 'observation',
					entity: urnOf(i),
					at: now,
					position: [lng, lat],
					speed: Math.hypot(vx, vy),
					heading: ((Math.atan2(vx, vy) * 180) / Math.PI + 360) % 360,
					status: 'moving'
				};
			}),
			now
		);
	};
	log.declare({ id: 'cars', moves: true }, Date.now());
	report();
	const hub = new Hub([], { bus: log.reader, now: Date.now() });
	let gateway: Gateway | undefined;
	const timers = [setInterval(() => gateway?.tick(), TICK_MS), setInterval(report, 1000)];
	return {
		api: ({ pathname, searchParams }) =>
			pathname === '/api/dict/cars'
				? hub.dictionary('cars', Number(searchParams.get('since') ?? 0))
				: undefined,
		attach(http) {
			gateway = attachLive(http, hub, { now: Date.now });
		},
		async close() {
			timers.forEach((timer) => clearInterval(timer));
			await gateway?.close();
			log.remove();
		}
	};
}

const lateness = () => LATE.mean + LATE.jitter * (2 * Math.random() - 1);

async function contest(browser: Browser, { who, hertz, settle }: (typeof CONTESTS)[number]): Promise<Skew> {
	const course: Course = { startAt: Date.now(), entities: ENTITIES };
	const city = who === 'ours' ? startCity(course) : undefined;
	const site = await serveIsolatedPage(
		'wall-skew',
		() => new Uint8Array(),
		(url) => city?.api(url)
	);
	city?.attach(site.server);
	const end = city ? () => city.close() : startBroadcast(site.server, course, ways, hertz);
	const lines: CutLine[] = [];
	const pages: Page[] = [];
	try {
		for (let i = 0; i < WINDOWS; i++) {
			const line = await openCutLine(Number(new URL(site.origin).port), lateness);
			lines.push(line);
			const page = await browser.newPage({ viewport: { width: 200, height: 150 } });
			page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`));
			pages.push(page);
			await page.goto(line.origin);
			await page.waitForFunction(() => 'wallSkew' in window);
		}
		type BenchWindow = { readonly wallSkew: SkewPage };
		await Promise.all(
			pages.map((page, i) =>
				page.evaluate(
					([name, shared, looked, clock]) =>
						(window as unknown as BenchWindow).wallSkew.open(name, shared, looked, clock),
					[who, course, probes, CLOCKS[i]!] as const
				)
			)
		);
		await new Promise((resolve) => setTimeout(resolve, settle));
		const shown = await Promise.all(
			pages.map((page) =>
				page.evaluate(([ms]) => (window as unknown as BenchWindow).wallSkew.watch(ms), [WATCH_MS] as const)
			)
		);
		return skewOf(course, shown);
	} finally {
		await Promise.all(pages.map((page) => page.close()));
		lines.forEach((line) => line.close());
		await end();
		site.close();
	}
}

function skewOf(course: Course, shown: readonly Shown[]): Skew {
	const cameras = shown.map((window) => cameraDeviations(course, window));
	const entities = shown.map((window) => entityDeviations(course, ways, probes, window));
	const camera = spreads(cameras);
	const perEntity = probes.flatMap((_, probe) => spreads(entities.map((window) => window[probe]!)));
	if (camera.length === 0 || perEntity.length === 0) throw new Error('no frames of all windows to compare');
	const behind = cameras.flat().map(({ ms }: Deviation) => -ms);
	return {
		camera: { p50: median(camera), p99: quantile(camera, 0.99) },
		entities: { p50: median(perEntity), p99: quantile(perEntity, 0.99) },
		behind: median(behind),
		frames: camera.length
	};
}

const browser = await launchChromium('headless');
try {
	const blank = await browser.newPage();
	const renderer = await rendererOf(blank);
	await blank.close();
	const skews = new Map<Name, Skew[]>(CONTESTS.map(({ name }) => [name, []]));
	for (let round = 0; round < ROUNDS; round++)
		for (const one of round % 2 === 0 ? CONTESTS : [...CONTESTS].reverse()) {
			const skew = await contest(browser, one);
			skews.get(one.name)!.push(skew);
			say(
				`  ${one.name}: camera p50 ${skew.camera.p50.toFixed(1)} p99 ${skew.camera.p99.toFixed(1)} ms, entities p50 ${skew.entities.p50.toFixed(1)} p99 ${skew.entities.p99.toFixed(1)} ms, ${skew.behind.toFixed(0)} ms behind, ${String(skew.frames)} frames`
			);
		}
	const figures = (name: Name) => {
		const all = skews.get(name)!;
		return {
			cameraP99: spread(all.map(({ camera }) => camera.p99)),
			entitiesP99: spread(all.map(({ entities }) => entities.p99)),
			cameraP50: spread(all.map(({ camera }) => camera.p50)),
			entitiesP50: spread(all.map(({ entities }) => entities.p50)),
			behindMs: spread(all.map(({ behind }) => behind)),
			frames: spread(all.map(({ frames }) => frames))
		};
	};
	const [ours, usual, best] = [figures('ours'), figures('broadcast 10'), figures('broadcast 30')];
	writeResult(
		{
			name: 'wall-skew',
			renderer,
			versions: { ...versionsOf('socket.io'), chromium: browser.version() },
			correct: {
				what: 'camera and entities of every window follow the same course: the median is behind the server’s clock by no more than a third of a second',
				oursBehindMs: ours.behindMs.median,
				broadcastBehindMs: best.behindMs.median
			},
			rounds: ROUNDS,
			ours: { windows: WINDOWS, entities: ENTITIES, ...ours },
			peers: [
				{ name: 'broadcast of all positions ten times a second', use: 'usual', ...usual },
				{ name: 'broadcast of all positions thirty times a second', use: 'best', ...best }
			],
			limit: `one refresh, 16.7 ms; lines ${String(LATE.mean)} ± ${String(LATE.jitter)} ms late each way, clocks that drift by up to 40 millionths`,
			goals: [
				goal('P13', 'camera, p99 between windows, ms', ours.cameraP99.median, 16.7, 'atMost'),
				goal('P13', 'entities, p99 between windows, ms', ours.entitiesP99.median, 16.7, 'atMost'),
				goal(
					'P13',
					'camera p99, share of the usual broadcast’s',
					ours.cameraP99.median / usual.cameraP99.median,
					1 / 5,
					'atMost'
				),
				goal(
					'P13',
					'entities p99, share of the usual broadcast’s',
					ours.entitiesP99.median / usual.entitiesP99.median,
					1 / 5,
					'atMost'
				)
			]
		},
		options
	);
} finally {
	await browser.close();
}
