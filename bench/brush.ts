import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../tests/support/chromium.ts';
import type { Range } from './brush/contestant.ts';
import type { BrushPage, Name } from './brush/page.ts';
import { benchColumns, benchStream, drag, filterOf } from './brush/rows.ts';
import { benchOptions, goal, median, quantile, say, spread, versionsOf, writeResult } from './harness.ts';
import { serveIsolatedPage } from './support/isolated-page.ts';

/**
 * P5: brushing one of four linked histograms of the same rows in one browser, another one filtered.
 * First every contestant's counts are compared, then rounds are timed in the order A B … B A.
 */
const options = benchOptions();
const SIZES = options.smoke ? [50_000] : [62_500, 250_000, 1_000_000, 10_000_000];
const ROUNDS = options.smoke ? 1 : 6;
const MOVES = options.smoke ? 20 : 60;
const MAIN = options.smoke ? 50_000 : 1_000_000;
/** Ten million objects are past what a page may hold. */
const MOST_OBJECTS = 1_000_000;
const NAMES: readonly Name[] = [
	'ours',
	'mosaic best',
	'mosaic usual',
	'crossfilter2 best',
	'crossfilter2 usual'
];

async function main(): Promise<void> {
	let file: Uint8Array = new Uint8Array();
	const server = await serveIsolatedPage('brush', () => file);
	const { origin } = server;
	const browser = await launchChromium('none');
	try {
		const sizes: SizeResult[] = [];
		for (const rows of SIZES) {
			say(`${rows} rows`);
			file = benchStream(benchColumns(rows), 0, rows);
			sizes.push(await benchSize(browser, origin, rows));
			// Kept as soon as the main size is there: the last one takes most of the time.
			if (rows >= MAIN) report(sizes, browser.version(), rows === SIZES.at(-1));
		}
	} finally {
		await browser.close();
		server.close();
	}
}

interface Figures {
	/** Once for the data: bins, or indexes, or first counts. */
	readonly openMs: number;
	/** Making the brush ready under a filter. */
	readonly buildMs: { median: number; min: number; max: number };
	readonly moveMs: { p50: number; p95: number; max: number };
	/** The p95 of each round: its spread. */
	readonly p95ByRound: { median: number; min: number; max: number };
}
interface SizeResult {
	readonly n: number;
	readonly compared: number;
	readonly figures: Readonly<Partial<Record<Name, Figures>>>;
}

async function benchSize(browser: Browser, origin: string, rows: number): Promise<SizeResult> {
	const names = NAMES.filter((name) => name !== 'crossfilter2 usual' || rows <= MOST_OBJECTS);
	const page = await browser.newPage();
	page.on('pageerror', (error) => say(`page: ${error.message}`));
	page.setDefaultTimeout(600_000);
	await page.goto(origin);
	await page.waitForFunction(() => 'brushBench' in window);
	const opened = await page.evaluate(
		([n, who]) => (window as unknown as BenchWindow).brushBench.open(n, who),
		[rows, names] as const
	);
	const compared = await compare(page, names);
	say(`  ${compared} counts equal in ${names.length} contestants`);

	const rounds = new Map<Name, { build: number; moves: number[] }[]>(names.map((name) => [name, []]));
	for (let round = 0; round < ROUNDS; round++) {
		const order = round % 2 === 0 ? names : [...names].reverse();
		for (const name of order) {
			const result = await page.evaluate(
				([who, filter, brushes]) => (window as unknown as BenchWindow).brushBench.round(who, filter, brushes),
				[name, filterOf(round), drag(round + 1, MOVES)] as const
			);
			rounds.get(name)?.push(result);
		}
	}
	await page.close();
	const figures: Partial<Record<Name, Figures>> = {};
	for (const [name, results] of rounds) {
		const moves = results.flatMap((result) => result.moves);
		figures[name] = {
			openMs: opened[name] ?? Number.NaN,
			buildMs: spread(results.map(({ build }) => build)),
			moveMs: { p50: quantile(moves, 0.5), p95: quantile(moves, 0.95), max: Math.max(...moves) },
			p95ByRound: spread(results.map((result) => quantile(result.moves, 0.95)))
		};
		const { buildMs, moveMs } = figures[name];
		say(
			`  ${name}: open ${(opened[name] ?? 0).toFixed(0)}, build ${buildMs.median.toFixed(1)}, move p50 ${moveMs.p50.toFixed(4)} p95 ${moveMs.p95.toFixed(4)} ms`
		);
	}
	return { n: rows, compared, figures };
}

type BenchWindow = { readonly brushBench: BrushPage };

/** Throws unless every contestant has the same counts at every brush; answers how many counts that were. */
async function compare(page: Page, names: readonly Name[]): Promise<number> {
	const brushes = drag(99, 12);
	let first: string | undefined;
	let compared = 0;
	for (const name of names) {
		const counts = await page.evaluate(
			([who, filter, at]) => (window as unknown as BenchWindow).brushBench.counts(who, filter, at),
			[name, [96, 811] as Range, brushes] as const
		);
		const text = JSON.stringify(counts);
		first ??= text;
		if (text !== first)
			throw new Error(
				`${name} counts otherwise than ${names[0]}: ${text.slice(0, 300)} — ${first.slice(0, 300)}`
			);
		compared = counts.flat(2).length;
		if (counts.flat(2).every((value) => value === 0)) throw new Error('all counts are zero');
	}
	return compared;
}

function report(sizes: readonly SizeResult[], browserVersion: string, last: boolean): void {
	const at = (n: number, name: Name) => sizes.find((size) => size.n === n)?.figures[name];
	const ratio = (n: number, peer: Name, of: (figures: Figures) => number) => {
		const [ours, theirs] = [at(n, 'ours'), at(n, peer)];
		return ours && theirs ? of(ours) / of(theirs) : Number.NaN;
	};
	const p95 = ({ moveMs }: Figures) => moveMs.p95;
	const buildTime = ({ buildMs }: Figures) => buildMs.median;
	const goals = sizes
		.filter(({ n }) => n >= MAIN)
		.flatMap(({ n }) => [
			goal(
				'P5',
				`brush p95 over Mosaic without frame clock, ${n} rows`,
				ratio(n, 'mosaic best', p95),
				1 / 10,
				'atMost'
			),
			goal(
				'P5',
				`brush p95 over crossfilter2, ${n} rows`,
				ratio(n, 'crossfilter2 best', p95),
				1 / 3,
				'atMost'
			),
			goal('P5', `build over Mosaic, ${n} rows`, ratio(n, 'mosaic best', buildTime), 1 / 2, 'atMost')
		]);
	const main = sizes.find((size) => size.n === MAIN);
	writeResult(
		{
			name: 'brush',
			versions: {
				...versionsOf('@uwdata/mosaic-core', '@duckdb/duckdb-wasm', 'crossfilter2'),
				chromium: browserVersion
			},
			correct: {
				what: 'counts of three linked histograms at 12 brushes under a filter, equal in all contestants',
				compared: Object.fromEntries(sizes.map(({ n, compared }) => [n, compared]))
			},
			rounds: ROUNDS,
			ours: { n: MAIN, ...main?.figures.ours },
			peers: [
				{ name: 'mosaic', use: 'usual', n: MAIN, ...main?.figures['mosaic usual'] },
				{ name: 'mosaic', use: 'best', n: MAIN, ...main?.figures['mosaic best'] },
				{ name: 'crossfilter2', use: 'usual', n: MAIN, ...main?.figures['crossfilter2 usual'] },
				{ name: 'crossfilter2', use: 'best', n: MAIN, ...main?.figures['crossfilter2 best'] }
			],
			sizes: sizes.map(({ n, figures }) => ({ n, ...figures })),
			limit: `two slices × 90 bins: below 10 µs; ours p95 at ${MAIN} rows ${((main?.figures.ours?.moveMs.p95 ?? 0) * 1000).toFixed(1)} µs, median of rounds ${(median([main?.figures.ours?.p95ByRound.median ?? 0]) * 1000).toFixed(1)} µs`,
			goals
		},
		{ ...options, json: options.json && last }
	);
}

await main();
