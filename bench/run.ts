import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `npm run -s bench -- [name] [--json] [--smoke]`: runs `bench/<name>.ts`, or every bench one after the
 * other (never at once: they share the cores they measure).
 */
const folder = fileURLToPath(new URL('.', import.meta.url));
const NOT_BENCHES = new Set(['run.ts', 'harness.ts']);
/** Half a minute and more as a smoke, for what the end-to-end tests do to the same pages: smoked by name alone. */
const BY_NAME = new Set(['context-loss', 'soak', 'wall-skew']);
/** They begin first, or all would wait for the last of them. */
const SLOWEST = new Set(['first-use', 'motion', 'briefing']);

const names = readdirSync(folder)
	.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !NOT_BENCHES.has(file))
	.map((file) => file.slice(0, -3))
	.sort();

const args = process.argv.slice(2);
const flags = args.filter((arg) => arg.startsWith('-'));
const wanted = args.filter((arg) => !arg.startsWith('-'));

if (flags.includes('--help') || flags.includes('-h')) {
	console.log(`bench [name…] [--json] [--smoke]\nBenches: ${names.join(', ')}`);
	process.exit(0);
}
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
	console.error(`No bench named ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
	process.exit(2);
}

/** Only whether each still runs is asked in a smoke: then some may share the cores. */
const isSmoke = flags.includes('--smoke');
const atOnce = isSmoke ? 3 : 1;
const queue = wanted.length > 0 ? wanted : names.filter((name) => !isSmoke || !BY_NAME.has(name));
if (isSmoke && wanted.length === 0) console.error(`Only by name: ${[...BY_NAME].join(', ')}.`);
if (isSmoke) queue.sort((a, b) => Number(SLOWEST.has(b)) - Number(SLOWEST.has(a)));
const failed: string[] = [];
await Promise.all(Array.from({ length: atOnce }, workOff));
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);

async function workOff(): Promise<void> {
	for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
		console.error(`— ${name}`);
		const from = performance.now();
		const code = await run(name);
		console.error(`— ${name}: ${((performance.now() - from) / 1000).toFixed(0)} s`);
		if (code === 0) continue;
		console.error(`${name} failed.`);
		failed.push(name);
	}
}

function run(name: string): Promise<number | null> {
	const args = ['--no-warnings', `${folder}${name}.ts`, ...flags];
	const child = spawn(process.execPath, args, { stdio: 'inherit' });
	return new Promise((resolve) => child.once('exit', resolve));
}
