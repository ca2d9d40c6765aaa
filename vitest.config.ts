import { defineConfig } from 'vitest/config';

/** Unit tests: plain Node, no browser. End-to-end tests live in tests/e2e and run on their own. */
export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'workers/**/*.test.ts', 'tiles/**/*.test.ts', 'cli/**/*.test.ts'],
		environment: 'node',
		setupFiles: ['tests/support/keep-type-stripper.ts'],
		testTimeout: 60_000
	}
});
