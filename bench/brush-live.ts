import type { Browser } from 'playwright-core';
import { launchChromium } from '../tests/support/chromium.ts';
import type { BrushLivePage, Name, Round, RoundFigures } from './brush-live/page.ts';
import type { Range } from './brush/contestant.ts';
import { benchColumns, benchStream, drag, filterOf } from './brush/rows.ts';
import { benchOptions, goal, quantile, say, spread, versionsOf, writeResult } from './harness.ts';
import { serveIsolatedPage } from './support/isolated-page.ts';

/**
 * P6: brushing one of four linked histograms, another one filtered, while 10,000 rows a second are added, in one
 * browser. Before and after the rounds every contestant's counts are compared with those counted row by
 * row. A move's time is from when it was due until its counts are there. Mosaic's tables of a brush know nothing of
 * added rows: they are made anew every second, which is the staleness that the goal allows.
 */
const options = benchOptions();
const SIZES = options.smoke ? [50_000] : [250_000, 1_000_000];
const ROUNDS = options.smoke ? 1 : 4;
const TICK_MS = 100;
const TICKS = options.smoke ? 12 : 30;
const ROWS_PER_TICK = 1000;
const MOVES_PER_TICK = 6;
const NAMES: readonly Name[] = options.smoke
	? ['ours', 'mosaic best', 'crossfilter2 best']
	: ['ours', 'mosaic best', 'mosaic usual', 'crossfilter2 best', 'crossfilter2 usual'];

type BenchWindow = { readonly brushLiveBench: BrushLivePage };

interface Figures {
	readonly moveMs: { p50: number; p95: number; max: number };
	/** The call alone, without waiting for its turn. */
	readonly callMs: { p50: number; p95: number };
	/** The p95 of each round: its spread. */
	readonly p95ByRound: { median: number; min: number; max: number };
	/** How old the newest row that a move counted was, by the rows that came since: p95, milliseconds. */
	readonly staleMs: number;
}
interface SizeResult {
	readonly n: number;
	readonly compared: number;
	readonly figures: Readonly<Partial<Record<Name, Figures>>>;
}

async function main(): Promise<void> {
	let file: Uint8Array = new Uint8Array();
	const server = await serveIsolatedPage('brush-live', () => file);
	const browser = await launchChromium('none');
	try {
		const sizes: SizeResult[] = [];
		for (const rows of SIZES) {
			say(`${rows} rows, ${(ROWS_PER_TICK * 1000) / TICK_MS} more a second`);
			file = benchStream(benchColumns(rows), 0, rows);
			sizes.push(await benchSize(browser, server.origin, rows));
			// Kept as soon as a size is there: the last one takes most of the time.
			report(sizes, browser.version(), rows === SIZES.at(-1));
		}
	} finally {
		await browser.close();
		server.close();
	}
}

async function benchSize(browser: Browser, origin: string, rows: number): Promise<SizeResult> {
	const page = await browser.newPage();
	page.on('pageerror', (error) => say(`page: ${error.message}`));
	page.setDefaultTimeout(600_000);
	await page.goto(origin);
	await page.waitForFunction(() => 'brushLiveBench' in window);
	await page.evaluate(
		([n, more, who]) => (window as unknown as BenchWindow).brushLiveBench.open(n, more, who),
		[rows, ROUNDS * TICKS * ROWS_PER_TICK, NAMES] as const
	);
	const compare = async (there: number) => {
		const [filter, brushes]: [Range, Range[]] = [[96, 811], drag(99, 6)];
		const judged = JSON.stringify(
			await page.evaluate(([n, f, b]) => (window as unknown as BenchWindow).brushLiveBench.judged(n, f, b), [
				there,
				filter,
				brushes
			] as const)
		);
		for (const name of NAMES) {
			const counts = await page.evaluate(
				([who, f, b]) => (window as unknown as BenchWindow).brushLiveBench.counts(who, f, b),
				[name, filter, brushes] as const
			);
			const text = JSON.stringify(counts);
			if (text !== judged)
				throw new Error(
					`${name} counts otherwise at ${there} rows: ${text.slice(0, 200)} — ${judged.slice(0, 200)}`
				);
		}
		return 6 * 3 * 30;
	};

	let compared = await compare(rows);
	const rounds = new Map<Name, RoundFigures[]>(NAMES.map((name) => [name, []]));
	for (let index = 0; index < ROUNDS; index++) {
		const round: Round = {
			filter: filterOf(index),
			brushes: drag(index + 1, TICKS * MOVES_PER_TICK),
			ticks: TICKS,
			rowsPerTick: ROWS_PER_TICK,
			tickMs: TICK_MS,
			refreshTicks: 1000 / TICK_MS
		};
		for (const name of index % 2 === 0 ? NAMES : [...NAMES].reverse())
			rounds
				.get(name)
				?.push(
					await page.evaluate(
						([who, what]) => (window as unknown as BenchWindow).brushLiveBench.round(who, what),
						[name, round] as const
					)
				);
		compared += await compare(rows + (index + 1) * TICKS * ROWS_PER_TICK);
	}
	await page.close();
	say(`  ${compared} counts equal in ${NAMES.length} contestants, and as counted row by row`);
	const figures: Partial<Record<Name, Figures>> = {};
	for (const [name, results] of rounds) {
		figures[name] = figuresOf(results);
		const { moveMs, callMs, staleMs } = figures[name];
		say(
			`  ${name}: move p50 ${moveMs.p50.toFixed(3)} p95 ${moveMs.p95.toFixed(3)} max ${moveMs.max.toFixed(1)} ms, call p95 ${callMs.p95.toFixed(3)} ms, stale ${staleMs.toFixed(0)} ms`
		);
	}
	return { n: rows, compared, figures };
}

function figuresOf(results: readonly RoundFigures[]): Figures {
	const moves = results.flatMap((result) => result.moves);
	const calls = results.flatMap((result) => result.calls);
	const behind = results.flatMap((result) => result.behind);
	return {
		moveMs: { p50: quantile(moves, 0.5), p95: quantile(moves, 0.95), max: Math.max(...moves) },
		callMs: { p50: quantile(calls, 0.5), p95: quantile(calls, 0.95) },
		p95ByRound: spread(results.map((result) => quantile(result.moves, 0.95))),
		staleMs: (quantile(behind, 0.95) / ROWS_PER_TICK) * TICK_MS
	};
}

/** Of the largest size so far. */
function report(sizes: readonly SizeResult[], browserVersion: string, last: boolean): void {
	const main = sizes.at(-1);
	const n = main?.n ?? 0;
	const p95 = (name: Name) => main?.figures[name]?.moveMs.p95 ?? Number.NaN;
	const peer = (name: 'mosaic' | 'crossfilter2', use: 'usual' | 'best') => ({
		name,
		use,
		n,
		...main?.figures[`${name} ${use}`]
	});
	writeResult(
		{
			name: 'brush-live',
			versions: {
				...versionsOf('@uwdata/mosaic-core', '@duckdb/duckdb-wasm', 'crossfilter2'),
				chromium: browserVersion
			},
			correct: {
				what: 'counts of three linked histograms at 6 brushes under a filter, before the rounds and after each, equal in all contestants and counted row by row',
				compared: Object.fromEntries(sizes.map(({ n, compared }) => [n, compared]))
			},
			rounds: ROUNDS,
			ours: { n, ...main?.figures.ours },
			peers: [
				peer('mosaic', 'usual'),
				peer('mosaic', 'best'),
				peer('crossfilter2', 'usual'),
				peer('crossfilter2', 'best')
			],
			sizes: sizes.map(({ n, figures }) => ({ n, ...figures })),
			limit: `about 50 ns a row and view: 10,000 rows a second in four views are 2 ms of a worker's second`,
			goals: [
				goal(
					'P6',
					`live brush p95 over Mosaic made anew every second, ${n} rows and 10,000 more a second`,
					p95('ours') / p95('mosaic best'),
					1 / 20,
					'atMost'
				),
				goal(
					'P6',
					'staleness of ours, p95, seconds',
					(main?.figures.ours?.staleMs ?? Number.NaN) / 1000,
					1,
					'atMost'
				)
			]
		},
		{ ...options, json: options.json && last }
	);
}

await main();
