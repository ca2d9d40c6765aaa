import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const cityloop = (...args: readonly string[]) => {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--no-warnings', MAIN, 'simulate', ...args],
		{
			encoding: 'utf8'
		}
	);
	return { status, stdout, stderr };
};
const DRY = ['--dry', '--hash', '--buildings', '500', '--from', '2026-05-06T08:00:00+08:00', '--for', '30'];

test('a dry run prints one hash; an incident that is yet to come within it changes the hash', () => {
	const plain = cityloop(...DRY);
	expect([plain.status, plain.stderr]).toEqual([0, '']);
	expect(plain.stdout).toMatch(/^[0-9a-f]{64}\n$/);
	expect(cityloop(...DRY, '--incident', 'rainstorm@+5').stdout).not.toBe(plain.stdout);
	expect(cityloop(...DRY, '--incident', 'rainstorm@+60').stdout).toBe(plain.stdout);
});

test('an incident that there is none of is refused with those that there are', () => {
	const { status, stderr } = cityloop('--dry', '--incident', 'snow');
	expect(status).toBe(2);
	expect(stderr).toMatch(
		/Write rainstorm, gas-leak, .* or sensor-failure:<layer>, and @\+60 for in a minute\./
	);
});
