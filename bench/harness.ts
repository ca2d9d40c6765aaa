import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Where results, caches and the repository are. */
export const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
export const RESULTS = fileURLToPath(new URL('./results/', import.meta.url));
export const CACHE = fileURLToPath(new URL('./.cache/', import.meta.url));

export interface Goal {
	/** `P10` of docs/performance.md. */
	readonly id: string;
	readonly what: string;
	readonly value: number;
	readonly target: number;
	readonly met: boolean;
}

export interface Peer {
	readonly name: string;
	/** As people usually use it, or at its best. */
	readonly use: 'usual' | 'best';
	readonly [figure: string]: unknown;
}

/** The shape of `bench/results/<name>.json`; docs/performance.md is generated from it. */
export interface BenchResult {
	readonly name: string;
	/** UNMASKED_RENDERER_WEBGL, of benches with a browser. */
	readonly renderer?: string;
	readonly versions?: Readonly<Record<string, string>>;
	/** What the correctness step proved before anything was timed. */
	readonly correct: unknown;
	readonly rounds: number;
	readonly ours: unknown;
	readonly peers: readonly Peer[];
	readonly sizes?: readonly { readonly n: number; readonly [figure: string]: unknown }[];
	/** The physical limit in words and figures. */
	readonly limit: string;
	readonly goals: readonly Goal[];
}

export interface BenchOptions {
	/** Prints the result as JSON on stdout; everything else goes to stderr. */
	readonly json: boolean;
	/** A small size that ends within a minute: proves that the bench runs, writes no result. */
	readonly smoke: boolean;
}

/** `--json` and `--smoke` of the command line. */
export function benchOptions(argv: readonly string[] = process.argv.slice(2)): BenchOptions {
	return { json: argv.includes('--json'), smoke: argv.includes('--smoke') };
}

/** What the figures were measured on. */
export function machine(): Record<string, string | number> {
	return {
		cpu: cpus()[0]?.model.trim() ?? 'unknown',
		cores: availableParallelism(),
		memoryGiB: Math.round(totalmem() / 2 ** 30),
		kernel: release(),
		node: process.version,
		/** Others' work on the machine depresses wall-clock figures: the one-minute load says by how much. */
		load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
		commit: commit()
	};
}

/** The installed version of each named package. */
export function versionsOf(...packages: readonly string[]): Record<string, string> {
	return Object.fromEntries(
		packages.map((name) => {
			const manifest = JSON.parse(
				readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')
			) as { version: string };
			return [name, manifest.version];
		})
	);
}

/** A goal that is met when the value does not exceed (or, `atLeast`, reaches) the target. */
export function goal(
	id: string,
	what: string,
	value: number,
	target: number,
	sense: 'atMost' | 'atLeast'
): Goal {
	return { id, what, value, target, met: sense === 'atMost' ? value <= target : value >= target };
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value below which the fraction `q` of all values lies (nearest rank). */
export function quantile(values: readonly number[], q: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

/** Median with the spread beside it. */
export function spread(values: readonly number[]): { median: number; min: number; max: number } {
	return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** A line of progress for people; never on stdout, which belongs to `--json`. */
export function say(line: string): void {
	process.stderr.write(`${line}\n`);
}

/**
 * Keeps the result as `bench/results/<name>.json` (a smoke run does not), says the goals in words,
 * and prints all of it with `--json`.
 */
export function writeResult(result: BenchResult, options: BenchOptions = benchOptions()): void {
	const { name, ...rest } = result;
	const full = { name, at: new Date().toISOString(), machine: machine(), smoke: options.smoke, ...rest };
	const text = `${JSON.stringify(full, undefined, '\t')}\n`;
	if (!options.smoke) {
		mkdirSync(RESULTS, { recursive: true });
		writeFileSync(`${RESULTS}${name}.json`, text);
	}
	for (const { id, what, value, target, met } of result.goals)
		say(`${met ? 'met   ' : 'MISSED'} ${id} ${what}: ${round(value)} (goal ${target})`);
	say(`limit: ${result.limit}`);
	if (options.json) process.stdout.write(text);
}

function round(value: number): number {
	return Number(value.toPrecision(4));
}

function commit(): string {
	try {
		return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
			cwd: REPOSITORY,
			encoding: 'utf8'
		}).trim();
	} catch {
		return 'unknown';
	}
}
