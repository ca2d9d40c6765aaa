import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { briefingRoutes } from '#lib/server/briefings/briefing-routes.ts';
import { Briefings } from '#lib/server/briefings/briefings.ts';
import { gridtown, gridtownFacts, NOON } from '#lib/server/briefings/testing/gridtown-facts.ts';
import { serveRoutes, type RouteServer } from '#lib/server/briefings/testing/route-server.ts';
import { plainDraft } from '#lib/server/briefings/testing/samples.ts';
import { briefingCommand } from './briefing.ts';

let data: string;
let briefings: Briefings;
let server: RouteServer;

beforeAll(async () => {
	data = mkdtempSync(join(tmpdir(), 'cityloop-briefing-cli-'));
	briefings = new Briefings({
		dir: join(data, 'briefings/gridtown'),
		now: () => NOON,
		facts: () => gridtownFacts(),
		daily: () => ({ city: gridtown, themes: [], indicators: [], alarms: [] }),
		timezone: 'Asia/Shanghai',
		redrawing: {},
		exportAll: () => Promise.resolve(),
		onChanged: () => undefined
	});
	server = await serveRoutes(
		briefingRoutes({
			briefings: () => briefings,
			city: () => 'gridtown',
			access: () => ({ ingest: false, may: () => true }),
			open: true
		})
	);
});
afterAll(async () => {
	await briefings.close();
	await server.close();
	rmSync(data, { recursive: true });
});

afterEach(() => vi.restoreAllMocks());

/** Runs the command in this process. */
async function run(...args: readonly string[]) {
	const said = { stdout: '', stderr: '' };
	for (const stream of ['stdout', 'stderr'] as const)
		vi.spyOn(process[stream], 'write').mockImplementation((text) => {
			said[stream] += String(text);
			return true;
		});
	process.exitCode = undefined;
	await briefingCommand.parseAsync(args, { from: 'user' });
	vi.restoreAllMocks();
	const status = Number(process.exitCode ?? 0);
	process.exitCode = undefined;
	return { status, ...said };
}

test('a template is frozen, listed and verified from its folder; one that was changed does not hold', async () => {
	const url = ['--url', server.origin];
	const made = await run('freeze', '--template', 'daily', '--by', 'Duty', ...url);
	expect(made).toEqual({ status: 0, stdout: expect.stringMatching(/^[0-9A-Za-z]{16}\n$/), stderr: '' });
	const id = made.stdout.trim();
	expect(briefings.drafts.list()).toEqual([]);
	expect((await run('list', ...url)).stdout).toBe(`${id}  2026-11-26 06:05 UTC  格城城市运行日报 (1 step)\n`);

	const held = await run('verify', '--last', '20', '--data', data);
	expect(held).toEqual({
		status: 0,
		stdout:
			`${id}  holds: 3 files, 3 numbers, 0 tables and 0 maps are the same\n` +
			'  unproven: map overview: It was not drawn again: only its digest is proven.\n',
		stderr: ''
	});

	const file = join(data, 'briefings/gridtown', id, 'briefing.json');
	writeFileSync(file, readFileSync(file, 'utf8').replace('"value":3', '"value":0'));
	const broken = await run('verify', id, '--data', data);
	expect(broken.status).toBe(1);
	expect(broken.stdout).toContain('DOES NOT HOLD');
	expect(broken.stdout).toContain(
		'DIFFERENT: number open_alarms: It says 0; what it was read from says 3.\n'
	);
});

test('a draft that cannot be frozen says why, and the command fails', async () => {
	const draft = briefings.drafts.add(plainDraft({ cards: ['water/gone'] }), 'Li', NOON);
	expect(await run('freeze', draft.id, '--url', server.origin)).toEqual({
		status: 1,
		stdout: '',
		stderr: 'card water/gone: There is no indicator water/gone.\n'
	});
});

test('a schedule is made from the command line', async () => {
	const options = ['--at', '07:30', '--template', 'daily', '--days', '1,5', '--format', 'pdf', 'html'];
	expect((await run('schedule', 'daily', ...options, '--url', server.origin)).stdout).toBe(
		'daily  template daily, 07:30 on days 1, 5, next 2026-11-26 23:30 UTC\n'
	);
	expect(briefings.scheduleList().schedules).toMatchObject([{ name: 'daily', formats: ['pdf', 'html'] }]);
});
