import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `npm run -s bench -- [name] [--json] [--smoke]`: runs `bench/<name>.ts`, or every bench one after the
 * other (never at once: they share the cores they measure).
 */
const folder = fileURLToPath(new URL('.', import.meta.url));
const NOT_BENCHES = new Set(['run.ts', 'harness.ts']);

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

let failed = 0;
for (const name of wanted.length > 0 ? wanted : names) {
	console.error(`— ${name}`);
	const { status } = spawnSync(process.execPath, ['--no-warnings', `${folder}${name}.ts`, ...flags], {
		stdio: 'inherit'
	});
	if (status !== 0) {
		console.error(`${name} failed.`);
		failed++;
	}
}
process.exit(failed === 0 ? 0 : 1);
