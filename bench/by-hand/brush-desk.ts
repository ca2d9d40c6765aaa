import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { cli } from '../../tests/e2e/fixture-city.ts';
import { openLiveStage, type LiveStage } from '../../tests/e2e/live-stage.ts';
import { watchMainThread } from '../../tests/e2e/main-thread.ts';
import { writeGridtown } from '../../tests/fixtures/gridtown.ts';
import { launchChromium } from '../../tests/support/chromium.ts';
import { machine, quantile, say } from '../harness.ts';

/**
 * By hand, in the built product under an X display: the mouse drags a brush over one of four charts of a live layer, first
 * while nothing comes and then while 10,000 rows a second come through the broker. Says frames, long tasks, and the
 * processor time of the page's own thread, for each move of the mouse and of its longest tasks: that is of the page alone,
 * frames and long tasks need the machine for themselves. Not part of any run.
 *
 *   xvfb-run -a -s "-screen 0 1920x1080x24" node bench/by-hand/brush-desk.ts
 */
const ENTITIES = 2000;
const ROWS_PER_SECOND = 10_000;
const BATCH = 250;
const TICK_MS = 100;
const MOVES = 60;
const MOVE_EVERY_MS = 33;
const LAYER = 'gauges';

async function main(): Promise<void> {
	const dir = mkdtempSync(join(tmpdir(), 'cityloop-brush-desk-'));
	cli(['import', ...writeGridtown(join(dir, 'sources')), '--data', dir]);
	const stage = await openLiveStage(join(dir, 'cities'));
	const browser = await launchChromium('window');
	const feeder = new Feeder(stage);
	try {
		await stage.declare(LAYER, {
			title: { zh: '水尺', en: 'Gauges' },
			interval: 1,
			metrics: [
				{ name: 'level', unit: 'm' },
				{ name: 'flow', unit: 'm3/s' }
			]
		});
		await feeder.send(ENTITIES);
		const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en' });
		const page = await context.newPage();
		page.on('pageerror', (error) => say(`page: ${error.message}`));
		const charts = [
			{ kind: 'time', column: 't' },
			{ kind: 'number', column: 'level' },
			{ kind: 'number', column: 'flow' },
			{ kind: 'hourOfDay', column: 't' }
		].map((chart) => `chart=${encodeURIComponent(JSON.stringify({ dataset: `live-${LAYER}`, ...chart }))}`);
		await page.goto(`${stage.origin}/explore?layers=${LAYER},buildings&${charts.join('&')}`);
		const figure = page.locator('figure', { has: page.getByRole('heading', { name: 'level' }) });
		await figure.getByRole('button', { name: /brush/i }).waitFor({ state: 'attached', timeout: 120_000 });
		const cdp = await context.newCDPSession(page);
		// Processor time, not the clock's: others may be at work on the machine.
		await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
		const results = [{ rowsPerSecond: 0, ...(await drag(page, cdp, figure)) }];
		feeder.start();
		await new Promise((later) => setTimeout(later, 5000));
		await page.getByRole('button', { name: 'Reset' }).first().click();
		results.push({ rowsPerSecond: ROWS_PER_SECOND, ...(await drag(page, cdp, figure)) });
		await feeder.stop();
		console.log(JSON.stringify({ machine: machine(), sent: feeder.sent, results }, undefined, '\t'));
	} finally {
		await feeder.stop();
		await browser.close();
		await stage.close();
		rmSync(dir, { recursive: true, force: true });
	}
}

/** Drags a brush there and back; milliseconds of everything. */
async function drag(page: Page, cdp: CDPSession, figure: Locator) {
	const box = await figure.boundingBox();
	if (!box) throw new Error('the chart is not there');
	const y = box.y + box.height / 2;
	const at = (move: number) => box.x + box.width * (0.35 + 0.5 * Math.abs(Math.sin(move / 40)));
	await page.mouse.move(box.x + box.width * 0.25, y);
	await page.mouse.down();
	await page.mouse.move(at(0), y);
	await new Promise((later) => setTimeout(later, 1500)); // the brush's cube is there
	await page.evaluate(watch);
	const watched = await watchMainThread(page.context().browser()!, page);
	const before = await threadTimes(cdp);
	const begin = performance.now();
	for (let move = 0; move < MOVES; move++) {
		await page.mouse.move(at(move), y);
		await new Promise((later) =>
			setTimeout(later, Math.max(0, begin + (move + 1) * MOVE_EVERY_MS - performance.now()))
		);
	}
	const after = await threadTimes(cdp);
	const { frames, longTasks, rows } = await page.evaluate(stopWatching);
	const { busiest } = await watched();
	await page.mouse.up();
	return {
		seconds: (performance.now() - begin) / 1000,
		threadMsPerMove: Object.fromEntries(
			Object.entries(after).map(([name, ms]) => [name, (ms - (before[name] ?? 0)) / MOVES])
		),
		frameMs: { p50: quantile(frames, 0.5), p95: quantile(frames, 0.95), max: Math.max(...frames) },
		longTasks: longTasks.length,
		longestTaskMs: Math.max(0, ...longTasks),
		/** Of its processor time. */
		busiestTaskMs: busiest[0] ?? 0,
		rows
	};
}

/** Milliseconds that the page's own thread has been at work, and with what. */
async function threadTimes(cdp: CDPSession): Promise<Readonly<Record<string, number>>> {
	const { metrics } = await cdp.send('Performance.getMetrics');
	const of = (wanted: string) => 1000 * (metrics.find(({ name }) => name === wanted)?.value ?? 0);
	return {
		all: of('TaskDuration'),
		script: of('ScriptDuration'),
		style: of('RecalcStyleDuration'),
		layout: of('LayoutDuration')
	};
}

interface Watched {
	readonly frames: number[];
	readonly longTasks: number[];
	isOver: boolean;
}

function watch(): void {
	const watched: Watched = { frames: [], longTasks: [], isOver: false };
	Object.assign(window, { watched });
	new PerformanceObserver((list) =>
		watched.longTasks.push(...list.getEntries().map(({ duration }) => duration))
	).observe({ type: 'longtask' });
	let last = performance.now();
	const frame = (now: number) => {
		watched.frames.push(now - last);
		last = now;
		if (!watched.isOver) requestAnimationFrame(frame);
	};
	requestAnimationFrame(frame);
}

function stopWatching(): { frames: number[]; longTasks: number[]; rows: string } {
	const { watched } = window as unknown as { watched: Watched }; // `watch` has put it there
	watched.isOver = true;
	const rows = document.querySelector('.dock')?.textContent.match(/[\d,]+ of [\d,]+ rows/)?.[0] ?? '';
	return { frames: watched.frames.slice(1), longTasks: watched.longTasks, rows };
}

/** Rows of all entities in turn, ten times a second. */
class Feeder {
	sent = 0;
	readonly #stage: LiveStage;
	#timer: ReturnType<typeof setInterval> | undefined;
	#last: Promise<unknown> = Promise.resolve();

	constructor(stage: LiveStage) {
		this.#stage = stage;
	}

	start(): void {
		this.#timer = setInterval(() => {
			this.#last = this.send((ROWS_PER_SECOND * TICK_MS) / 1000);
		}, TICK_MS);
	}

	async stop(): Promise<void> {
		clearInterval(this.#timer);
		await this.#last;
	}

	async send(rows: number): Promise<void> {
		const batches: object[][] = [];
		for (let done = 0; done < rows; done += BATCH)
			batches.push(Array.from({ length: Math.min(BATCH, rows - done) }, () => rowOf(this.sent++)));
		await Promise.all(batches.map((batch, index) => this.#stage.say(LAYER, `gateway-${index}`, batch)));
	}
}

const rowOf = (n: number) => {
	const entity = n % ENTITIES;
	return {
		id: `gauge-${entity}`,
		at: Date.now(),
		lng: -30.01 + (entity % 100) / 5000,
		lat: 39.99 + Math.floor(entity / 100) / 5000,
		values: { level: 5 + 5 * Math.sin(n / 3000 + entity), flow: (n * 7919) % 1000 },
		units: { level: 'm', flow: 'm3/s' }
	};
};

await main();
