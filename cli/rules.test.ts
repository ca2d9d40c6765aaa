import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type RunningServer } from '#lib/server/http/start-server.ts';
import { tinyCity } from '../tests/fixtures/tiny-city.ts';
import type { RulesTest } from './rules/judge-past.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SOON = new Date(Date.now() + 60_000).toISOString();
let dataDir: string;
let server: RunningServer | undefined;

/** A city of nothing whose underpass `u1` said twice that it is flooded. */
beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'cityloop-rules-'));
	mkdirSync(join(dataDir, 'cities', 'tiny'), { recursive: true });
	writeFileSync(join(dataDir, 'cities', 'tiny', 'city.json'), JSON.stringify(tinyCity));
	mkdirSync(join(dataDir, 'live', 'tiny'), { recursive: true });
	writeFileSync(join(dataDir, 'live', 'tiny', 'config.json'), JSON.stringify({ themes: ['water'] }));
	server = await startServer({
		dataDir,
		host: '127.0.0.1',
		port: 0,
		pages: (_, response) => response.writeHead(404).end()
	});
	for (const depth of [0.3, 0.31])
		await fetch(`http://127.0.0.1:${server.port}/ingest/json?layer=underpasses`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify([{ id: 'u1', title: 'North', depth, units: { depth: 'm' } }])
		});
});
afterAll(async () => {
	await server?.close();
	rmSync(dataDir, { recursive: true });
});

async function cityloop(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
	const child = spawn(process.execPath, ['--no-warnings', join(ROOT, 'cli/main.ts'), ...args], { cwd: ROOT });
	let [out, err] = ['', ''];
	child.stdout.on('data', (chunk) => (out += String(chunk)));
	child.stderr.on('data', (chunk) => (err += String(chunk)));
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, out, err };
}

const FLOODED = ['--rule', 'water/underpass-flooded', '--from', '-1h', '--to', SOON, '--json'];

function expectFlooded(out: string): void {
	const tested = JSON.parse(out) as RulesTest; // of `--json`
	expect(tested).toMatchObject({ judged: 2, alarms: 1, mostInTenMinutes: 1, flood: 0, levels: [0, 1, 0, 0] });
	const [rule] = tested.rules;
	expect(rule).toMatchObject({ rule: 'water/underpass-flooded', raised: 1, missing: [] });
	expect(rule!.first[0]).toMatchObject({
		name: 'North',
		level: 2,
		readings: [{ entity: { layer: 'underpasses', id: 'u1' }, name: 'depth', value: 0.31 }]
	});
}

test('the history of a running server says how often a rule would have fired', async () => {
	const { code, out, err } = await cityloop(
		'rules',
		'test',
		'--url',
		`http://127.0.0.1:${server!.port}`,
		...FLOODED
	);
	expect([code, err]).toEqual([0, '']);
	expectFlooded(out);
});

test('a folder says the same when no server holds it', async () => {
	const folder = ['rules', 'test', '--data', dataDir, '--city', 'tiny', ...FLOODED];
	const held = await cityloop(...folder);
	expect(held).toMatchObject({ code: 1, out: '' });
	expect(held.err).toContain('Another server writes to');
	await server!.close();
	server = undefined;
	const { code, out, err } = await cityloop(...folder);
	expect([code, err]).toEqual([0, '']);
	expectFlooded(out);
	const text = await cityloop(...folder.slice(0, -1));
	expect(text.out).toMatch(/^ +1 {2}water\/underpass-flooded$/m);
	expect(text.out).toMatch(/level 2 {2}North: u1 depth 0\.31 m \(above 0\.15\)$/m);
});

test('rules are listed with their condition in words; one that is not there is said', async () => {
	const { code, out } = await cityloop('rules', 'list', '--theme', 'water');
	expect(code).toBe(0);
	expect(out).toMatch(/^water\/pumps-idle +2 {2}Depth of water above .+, for 3 min$/m);
	const unknown = await cityloop('rules', 'test', '--rule', 'water/none');
	expect(unknown).toMatchObject({ code: 2, out: '' });
	expect(unknown.err).toContain("There is no rule 'water/none'");
});
