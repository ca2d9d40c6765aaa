import { defineConfig } from 'vitest/config';

/** End-to-end tests: the built product, a real server, a real browser. One file at a time: the machine has one screen. */
export default defineConfig({
	test: {
		include: ['tests/e2e/**/*.test.ts'],
		environment: 'node',
		fileParallelism: false,
		testTimeout: 180_000,
		expect: { poll: { timeout: 20_000 } },
		hookTimeout: 240_000,
		globalSetup: ['tests/e2e/fixture-city.ts']
	}
});
