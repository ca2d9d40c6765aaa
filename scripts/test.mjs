import { fileURLToPath } from 'node:url';
import './node-version.mjs';
import { ensureBuilt } from './build.mjs';
import { run, runTogether } from './run.mjs';
import { sync } from './sync.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** `npm test` runs every stage; `npm test -- e2e` one of them. */
const STAGES = {
	sync,
	/** Format, rules, types and palette: what is known without running it. */
	static: () =>
		runTogether([
			{ name: 'eslint', command: 'eslint', args: ['.'] },
			{ name: 'prettier', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
			{
				name: 'svelte-check',
				command: 'svelte-check',
				args: ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']
			},
			{ name: 'palette', command: process.execPath, args: ['scripts/palette-audit.mjs', '--quiet'] }
		]),
	unit: () => run('vitest', ['run']),
	e2e: () => {
		ensureBuilt();
		const screen = ['-a', '-s', '-screen 0 3840x2160x24'];
		return runTogether(
			['storm', 'shown', 'others'].map((part) => ({
				name: `e2e, ${part}`,
				command: 'xvfb-run',
				args: [...screen, 'vitest', 'run', '--config', 'vitest.e2e.config.ts'],
				env: { ...process.env, CITYLOOP_E2E_PART: part }
			}))
		);
	},
	smoke: () => {
		// Several run at once, and some serve the built product.
		ensureBuilt();
		run(process.execPath, ['bench/run.ts', '--smoke']);
	}
};

// The tests start the product's own programs some hundred times: what Node made of their TypeScript is kept.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));

const asked = process.argv.slice(2).filter((arg) => arg in STAGES);
ensureSystemPackages();
for (const stage of asked.length ? ['sync', ...asked] : Object.keys(STAGES)) {
	const start = Date.now();
	console.error(`\n── ${stage}`);
	await STAGES[stage]();
	console.error(`── ${stage}: ${((Date.now() - start) / 1000).toFixed(0)} s`);
}
