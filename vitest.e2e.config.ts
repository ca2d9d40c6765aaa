import { defineConfig } from 'vitest/config';

/** Most files wait more than they work, for a storm to break or a line to come back: three parts run at once. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
	storm: files('demo-city', 'time-conductor', 'compare', 'keyboard', 'twin', 'first-plan'),
	shown: files('briefing', 'walls', 'wall-surface', 'standing-clock', 'scenario')
};
const part = process.env['CITYLOOP_E2E_PART'] ?? '';

/**
 * End-to-end tests: the built product, a real server, a real browser. One file at a time, for they share a screen;
 * `CITYLOOP_E2E_PART` is a part or `others`, each with a screen and data of its own, or absent for all.
 */
export default defineConfig({
	test: {
		include: [...(PARTS[part] ?? ['tests/e2e/**/*.test.ts'])],
		exclude: part === 'others' ? Object.values(PARTS).flat() : [],
		environment: 'node',
		fileParallelism: false,
		testTimeout: 180_000,
		expect: { poll: { timeout: 20_000 } },
		hookTimeout: 240_000,
		globalSetup: ['tests/e2e/fixture-city.ts']
	}
});

function files(...names: readonly string[]): string[] {
	return names.map((name) => `tests/e2e/${name}.test.ts`);
}
