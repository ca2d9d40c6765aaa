import { benchOptions, goal, median, say, spread, versionsOf, writeResult } from './harness.ts';
import { mainThreadMs, openBenchPage, type BenchPage } from './pages/browser-page.ts';
import { cesiumRelease } from './pages/cesium-release.ts';
import type { Name } from './pages/motion/contestants.ts';
import type { MotionPage } from './pages/motion/page.ts';

/**
 * P1: main-thread CPU and uploaded bytes of smoothly moving entities that report once a second. One
 * measured frame is 1/60 s of the entities' time, however long it takes; an empty frame of the engine
 * that draws is taken off. First all must stand at the same places and light the same pixels.
 */
const options = benchOptions();
const MAIN = options.smoke ? 2000 : 50_000;
const SIZES = options.smoke ? [MAIN] : [12_500, 50_000, 200_000];
const ROUNDS = options.smoke ? 1 : 5;
const FRAMES = options.smoke ? 60 : 180;
/** Each contestant's empty frame. */
const FLOORS = {
	'deck floor': 'deck floor',
	ours: 'deck floor',
	'deck binary': 'deck floor',
	'deck accessors': 'deck floor',
	'cesium floor': 'cesium floor',
	'cesium points': 'cesium floor'
} as const satisfies Readonly<Record<Name, Name>>;
const NAMES = Object.keys(FLOORS) as Name[]; // its keys are just these
const PEERS = ['deck binary', 'deck accessors', 'cesium points'] as const satisfies readonly Name[];

type BenchWindow = { readonly motionBench: MotionPage };
interface Figures {
	/** Main-thread CPU a frame, ms. */
	readonly cpuMs: { median: number; min: number; max: number };
	/** The same without the empty frame. */
	readonly netMs: number;
	readonly bytesPerSecond: number;
}

async function main(): Promise<void> {
	const bench = await openBenchPage('motion', {}, [cesiumRelease()]);
	say(`GL: ${bench.renderer}`);
	try {
		await bench.page.waitForFunction(() => 'motionBench' in window);
		const correct = await prove(bench);
		const sizes = new Map<number, Record<Name, Figures>>();
		for (const n of SIZES) sizes.set(n, await measure(bench, n));
		report(bench, correct, sizes);
	} finally {
		await bench.close();
	}
}

/** Throws unless all contestants stand and look alike. */
async function prove({ page }: BenchPage) {
	const at = (name: Name) =>
		page.evaluate(([who]) => (window as unknown as BenchWindow).motionBench.positions(who, 5000, 0.37), [
			name
		] as const);
	const picture = (name: Name) =>
		page.evaluate(([who]) => (window as unknown as BenchWindow).motionBench.picture(who, 300, 0.37, 512), [
			name
		] as const);
	const oursAt = await at('ours');
	const ours = await picture('ours');
	const lit = ours.filter((share) => share > 0.5).length;
	if (lit < 1000) throw new Error(`ours lights only ${String(lit)} pixels`);
	const differences: Partial<Record<Name, { metres: number; shareOfLitPixels: number }>> = {};
	for (const name of PEERS) {
		const theirs = await at(name);
		const metres = theirs.reduce((most, value, i) => Math.max(most, Math.abs(value - oursAt[i]!)), 0);
		const shown = await picture(name);
		const share = shown.filter((value, i) => Math.abs(value - ours[i]!) > 0.75).length / lit;
		say(
			`${name}: same positions within ${metres.toExponential(1)} m, ${(share * 100).toFixed(2)} % of lit pixels differ by more than 3/4`
		);
		if (!(metres <= 0.01)) throw new Error(`positions of ${name} differ by ${String(metres)} m`);
		if (share > 0.02) throw new Error(`${String(share * 100)} % of the lit pixels of ${name} differ`);
		differences[name] = { metres, shareOfLitPixels: share };
	}
	return {
		what: '5,000 positions and a picture of 300 entities at one moment, against ours',
		...differences,
		litPixels: lit
	};
}

async function measure({ page, cdp }: BenchPage, count: number): Promise<Record<Name, Figures>> {
	const cpu = new Map<Name, number[]>(NAMES.map((name) => [name, []]));
	const bytes = new Map<Name, number[]>(NAMES.map((name) => [name, []]));
	for (let round = 0; round < ROUNDS; round++)
		for (const name of round % 2 === 0 ? NAMES : [...NAMES].reverse()) {
			await page.evaluate(([who, n]) => (window as unknown as BenchWindow).motionBench.prepare(who, n), [
				name,
				count
			] as const);
			const run = (frames: number) =>
				page.evaluate(([n]) => (window as unknown as BenchWindow).motionBench.run(n), [frames] as const);
			await run(30);
			const frames = name === 'deck accessors' ? Math.max(60, FRAMES / 3) : FRAMES;
			const before = await mainThreadMs(cdp);
			const sent = await run(frames);
			cpu.get(name)!.push(((await mainThreadMs(cdp)) - before) / frames);
			bytes.get(name)!.push((sent / frames) * 60);
			await page.evaluate(() => (window as unknown as BenchWindow).motionBench.end());
		}
	const figures = {} as Record<Name, Figures>;
	for (const name of NAMES) {
		const all = cpu.get(name)!;
		figures[name] = {
			cpuMs: spread(all),
			netMs: median(all) - median(cpu.get(FLOORS[name])!),
			bytesPerSecond: median(bytes.get(name)!)
		};
		const { cpuMs, netMs, bytesPerSecond } = figures[name];
		say(
			`  ${String(count)} ${name}: ${cpuMs.median.toFixed(3)} ms a frame (${cpuMs.min.toFixed(3)}–${cpuMs.max.toFixed(3)}), net ${netMs.toFixed(3)}, ${(bytesPerSecond / 1e6).toFixed(2)} MB/s`
		);
	}
	return figures;
}

function report(bench: BenchPage, correct: unknown, sizes: ReadonlyMap<number, Record<Name, Figures>>): void {
	const main = sizes.get(MAIN)!;
	const times = (peer: Name) => main[peer].netMs / Math.max(main.ours.netMs, 1e-6);
	writeResult(
		{
			name: 'motion',
			renderer: bench.renderer,
			versions: {
				...versionsOf('@deck.gl/core', '@luma.gl/core', '@cesium/engine', 'three'),
				chromium: bench.browser.version()
			},
			correct,
			rounds: ROUNDS,
			ours: { n: MAIN, ...main.ours, floor: main['deck floor'], cesiumFloor: main['cesium floor'] },
			peers: [
				{
					name: 'deck.gl ScatterplotLayer, accessors and a new array each frame',
					use: 'usual',
					n: MAIN,
					...main['deck accessors']
				},
				{
					name: 'deck.gl ScatterplotLayer, binary positions rewritten each frame',
					use: 'best',
					n: MAIN,
					...main['deck binary']
				},
				{
					name: 'Cesium BufferPointCollection, float positions rewritten each frame',
					use: 'best',
					n: MAIN,
					...main['cesium points']
				}
			],
			sizes: [...sizes].map(([n, figures]) => ({ n, ...figures })),
			limit: `${String(MAIN)} entities × 12 B once a second = ${((MAIN * 12) / 1e6).toFixed(2)} MB/s`,
			goals: [
				goal(
					'P1',
					'CPU of accessors over ours, net of an empty frame',
					times('deck accessors'),
					60,
					'atLeast'
				),
				goal('P1', 'CPU of binary over ours, net of an empty frame', times('deck binary'), 5, 'atLeast'),
				goal(
					'P1',
					'CPU of Cesium BufferPointCollection over ours, net of an empty frame',
					times('cesium points'),
					5,
					'atLeast'
				),
				goal(
					'P1',
					'bytes of ours over binary',
					main.ours.bytesPerSecond / main['deck binary'].bytesPerSecond,
					1 / 50,
					'atMost'
				)
			]
		},
		options
	);
}

await main();
