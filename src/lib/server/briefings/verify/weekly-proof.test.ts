import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { itemOf } from './report.ts';
import { WeeklyProof } from './weekly-proof.ts';

const HOUR = 3_600_000;
/** Monday 2026-11-23 04:00 in Shanghai. */
const MONDAY = Date.UTC(2026, 10, 22, 20);

test('on Mondays at four the newest twenty are made again, once, and those that are different are named', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'cityloop-proof-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	let now = MONDAY - HOUR;
	let verified: string[] = [];
	const ids = Array.from({ length: 30 }, (_, index) => `briefing00000${index + 10}0`);
	const start = () =>
		new WeeklyProof({
			file: join(folder, 'proof.json'),
			timezone: 'Asia/Shanghai',
			now: () => now,
			ids: () => ids,
			verify: (id) => {
				verified.push(id);
				if (id === ids[1]) return Promise.reject(new Error('briefing.json is not JSON.'));
				const items = [itemOf('number', 'depth', id === ids[0] ? 'It says 1.' : '')];
				return Promise.resolve({ id, holds: id !== ids[0], items });
			},
			onProof: () => undefined
		});
	const proof = start();
	await proof.look();
	expect([verified, proof.last]).toEqual([[], undefined]);
	now = MONDAY + 1000;
	await Promise.all([proof.look(), proof.look()]);
	expect(verified).toEqual(ids.slice(0, 20));
	expect(proof.last).toEqual({ at: now, count: 20, different: ids.slice(0, 2) });

	verified = [];
	const again = start();
	await again.look();
	expect([verified, again.last]).toEqual([[], proof.last]);
	now += 7 * 24 * HOUR;
	await again.look();
	expect(verified).toHaveLength(20);
});
