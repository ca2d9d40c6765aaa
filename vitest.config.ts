import { defineConfig } from 'vitest/config';

/** What only computes: its test files share their modules, for loading those anew takes longer than most tests. */
const PURE = [
	'model',
	'adapters',
	'cities',
	'themes',
	'queries',
	'scenarios',
	'scene',
	'layers',
	'features',
	'state',
	'ui'
].map((part) => `src/lib/${part}/**/*.test.ts`);

/** Unit tests: plain Node, no browser. End-to-end tests live in tests/e2e and run on their own. */
export default defineConfig({
	test: {
		environment: 'node',
		setupFiles: ['tests/support/keep-type-stripper.ts'],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		// Most files wait for servers, threads and timers of their own more than they compute.
		maxWorkers: 4,
		// Its modules name each other without their endings, which Node does not resolve.
		server: { deps: { inline: ['@loaders.gl/parquet'] } },
		projects: [
			{ extends: true, test: { name: 'pure', include: PURE, isolate: false } },
			{
				extends: true,
				test: {
					name: 'parts',
					include: ['src', 'workers', 'tiles', 'cli', 'bench'].map((folder) => `${folder}/**/*.test.ts`),
					exclude: [...PURE, '**/node_modules/**', '**/.cache/**']
				}
			}
		]
	}
});
