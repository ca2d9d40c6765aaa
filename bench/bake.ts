import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import validator from 'gltf-validator';
import { CACHE, REPOSITORY, benchOptions, goal, say, versionsOf, writeResult } from './harness.ts';
import type { BakeRun } from './support/bake-run.ts';

/**
 * P10: bytes per building, buildings per second and peak memory of a bake, on New York and on a million
 * buildings made by replicating it. Each bake runs in a process of its own, so that its memory is its own.
 */
const options = benchOptions();
const data =
	process.env['CITYLOOP_TEST_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
const source = join(data, 'nyc/osm-buildings.geojsonl.gz');
const COPIES = 10;

if (!existsSync(source)) {
	say(`bake: ${source} is not here (set CITYLOOP_TEST_DATA); nothing measured.`);
	process.exit(0);
}
mkdirSync(CACHE, { recursive: true });

const sizes = options.smoke
	? [{ copies: 1, most: 8000 }]
	: [
			{ copies: 1, most: Infinity },
			{ copies: COPIES, most: Infinity }
		];
const runs: BakeRun[] = [];
let errors = 0;
let warnings = 0;
let validated = 0;
for (const { copies, most } of sizes) {
	const out = join(CACHE, `bake-${String(copies)}`);
	rmSync(out, { recursive: true, force: true });
	const run = bakeOnce(copies, most, out);
	runs.push(run);
	say(
		`${String(run.rows)} buildings: ${run.seconds.toFixed(1)} s, ${Math.round(run.rows / run.seconds).toLocaleString('en')}/s, ` +
			`${String(run.peakRssMb)} MB, leaves ${(run.leafGzip / run.rows).toFixed(1)} B, all ${(run.allGzip / run.rows).toFixed(1)} B`
	);
	const issues = await validateSome(join(out, 'tiles/buildings'), options.smoke ? 10 : 100);
	errors += issues.errors;
	warnings += issues.warnings;
	validated += issues.files;
	rmSync(out, { recursive: true, force: true });
}

const last = runs.at(-1)!;
writeResult(
	{
		name: 'bake',
		versions: versionsOf('meshoptimizer', 'earcut', 'apache-arrow', 'gltf-validator'),
		correct: {
			glbsValidated: validated,
			errors,
			warnings,
			rowsEveryBuilding: runs.every((run) => run.rows + run.parts + run.rejected === run.read)
		},
		rounds: 1,
		ours: last,
		peers: [],
		sizes: runs.map((run) => ({ n: run.rows, ...run })),
		limit:
			'the footprints’ entropy is about 25 bytes a building (estimate of the experiment); 7.8 vertices a building in the source',
		goals: [
			goal('P10', 'bytes a building, leaves, gzipped', last.leafGzip / last.rows, 40, 'atMost'),
			goal('P10', 'bytes a building, all levels, gzipped', last.allGzip / last.rows, 60, 'atMost'),
			goal(
				'P10',
				'buildings a second of wall clock, reading included',
				last.rows / last.seconds,
				20_000,
				'atLeast'
			),
			goal('P10', 'root tile, KB gzipped', last.rootGzip / 1000, 50, 'atMost'),
			goal('P10', 'peak memory, MB', last.peakRssMb, 2048, 'atMost'),
			goal('P10', 'errors and warnings of gltf-validator', errors + warnings, 0, 'atMost')
		]
	},
	options
);

function bakeOnce(copies: number, most: number, out: string): BakeRun {
	const script = fileURLToPath(new URL('./support/bake-run.ts', import.meta.url));
	const { status, stdout } = spawnSync(
		process.execPath,
		['--no-warnings', script, source, String(copies), String(most), out],
		{ cwd: REPOSITORY, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 }
	);
	if (status !== 0) throw new Error(`The bake of ${String(copies)} copies failed.`);
	return JSON.parse(stdout) as BakeRun;
}

async function validateSome(folder: string, most: number) {
	const files = readdirSync(folder, { recursive: true })
		.map(String)
		.filter((file) => file.endsWith('.glb') && statSync(join(folder, file)).isFile())
		.sort();
	const step = Math.max(1, Math.floor(files.length / most));
	const chosen = files.filter((_, index) => index % step === 0);
	let [found, warned] = [0, 0];
	for (const file of chosen) {
		const report = await validator.validateBytes(new Uint8Array(readFileSync(join(folder, file))), {
			uri: file
		});
		found += report.issues.numErrors;
		warned += report.issues.numWarnings;
	}
	return { files: chosen.length, errors: found, warnings: warned };
}
