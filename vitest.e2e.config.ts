import { defineConfig } from 'vitest/config';

/** Files that mostly wait, for a storm to break or a line to come back: they run beside the others. */
const WAITING = ['demo-city', 'walls', 'briefing', 'time-conductor'].map(
	(name) => `tests/e2e/${name}.test.ts`
);
const part = process.env['CITYLOOP_E2E_PART'];

/**
 * End-to-end tests: the built product, a real server, a real browser. One file at a time, for they share a screen;
 * `CITYLOOP_E2E_PART` is `waiting` or `others`, each with a screen and data of its own, or absent for all.
 */
export default defineConfig({
	test: {
		include: part === 'waiting' ? WAITING : ['tests/e2e/**/*.test.ts'],
		exclude: part === 'others' ? WAITING : [],
		environment: 'node',
		fileParallelism: false,
		testTimeout: 180_000,
		expect: { poll: { timeout: 20_000 } },
		hookTimeout: 240_000,
		globalSetup: ['tests/e2e/fixture-city.ts']
	}
});
