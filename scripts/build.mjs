import './node-version.mjs';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const STAMP = 'build/.stamp';
const SOURCES = [
	'src',
	'workers',
	'static',
	'messages',
	'project.inlang',
	'sveltekit.config.ts',
	'vite.config.ts',
	'package-lock.json'
];

/** Newest change below a path, epoch ms; generated folders don't count. */
function newest(path) {
	if (!existsSync(path) || path.endsWith('paraglide')) return 0;
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Builds the pages when they are missing or older than their sources. */
export function ensureBuilt({ force = false } = {}) {
	const built = existsSync(STAMP) ? statSync(STAMP).mtimeMs : 0;
	if (!force && built > Math.max(...SOURCES.map(newest))) return;
	console.error('Building the pages, once …');
	run('svelte-kit', ['sync']);
	run('vite', ['build', '--logLevel', 'warn']);
	writeFileSync(STAMP, '');
}

if (import.meta.filename === process.argv[1]) ensureBuilt({ force: true });
