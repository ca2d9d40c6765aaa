import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NO_ACCESS } from '#lib/server/auth/access.ts';
import { answerRoute } from '#lib/server/http/answer-route.ts';
import { replyError } from '#lib/server/http/json-reply.ts';
import { themeRoutes } from '#lib/server/themes/theme-routes.ts';
import { openThemes, type Themes } from '#lib/server/themes/themes.ts';
import { energy } from '#lib/themes/energy/energy.ts';
import { parking } from '#lib/themes/parking/parking.ts';

const ROOT = resolve(import.meta.dirname, '..');
let dir: string;
let server: Server;
let themes: Themes;
let isOpen = true;

beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-themes-'));
	themes = await openThemes({
		dir,
		initially: ['energy'],
		fictional: false,
		configured: [],
		districts: () => ['东区', '西区'],
		declared: () => undefined,
		declare: () => Promise.resolve(),
		onError: (error) => {
			throw error;
		},
		known: [parking, energy]
	});
	server = createServer((request, response) => {
		const routes = themeRoutes({ themes: () => themes, access: () => NO_ACCESS, open: isOpen });
		answerRoute(routes, new URL(`http://local${request.url}`), request, response).catch((thrown: unknown) =>
			replyError(response, thrown)
		);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterAll(() => {
	server.close();
	rmSync(dir, { recursive: true });
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's

/** The server is in this process, so that the command must not block it. */
async function run(...args: readonly string[]) {
	const child = spawn(process.execPath, ['--no-warnings', 'cli/main.ts', 'themes', ...args, '--url', url()], {
		cwd: ROOT,
		env: { ...process.env, CITYLOOP_DEBUG: '', CITYLOOP_INGEST_TOKEN: '' }
	});
	let [stdout, stderr] = ['', ''];
	child.stdout.on('data', (chunk) => (stdout += String(chunk)));
	child.stderr.on('data', (chunk) => (stderr += String(chunk)));
	const [status] = (await once(child, 'close')) as [number];
	return { status, stdout, stderr };
}
const put = async (id: string, body: string) => {
	const response = await fetch(`${url()}/api/themes/${id}`, {
		method: 'PUT',
		body,
		headers: { 'Content-Type': 'application/json' }
	});
	return { status: response.status, reply: (await response.json()) as { message?: string } };
};

test('the list says what each theme brings, and where it is on', async () => {
	expect(await run('list')).toEqual({
		status: 0,
		stdout:
			'off  parking  停车与井盖 / Parking and manholes: 2 layers, 6 indicators, 4 rules\n' +
			'on   energy   能源 / Energy: 2 layers, 6 indicators, 5 rules\n',
		stderr: ''
	});
});

test('themes are switched in some districts and off again, and the list as it then is is printed', async () => {
	const { stdout } = await run('on', 'parking', '--district', '西区', '--district', '东区');
	expect(stdout).toContain('on   parking  停车与井盖');
	expect(stdout).toContain('rules in 西区, 东区\n');
	expect(themes.current()).toMatchObject([{ theme: { id: 'parking' }, districts: ['西区', '东区'] }, {}]);
	const listed = JSON.parse((await run('off', 'parking', 'energy', '--json')).stdout) as { rev: number };
	expect([listed.rev, themes.current()]).toEqual([3, []]);
});

test('what the server refuses is said in its words', async () => {
	expect(await run('on', 'weather')).toEqual({
		status: 1,
		stdout: '',
		stderr: "There is no theme 'weather'; there are: parking, energy.\n"
	});
	isOpen = false;
	expect(await run('off', 'energy')).toMatchObject({
		status: 1,
		stderr: expect.stringMatching(/needs a token/)
	});
	isOpen = true;
});

test('a body that is no switch is refused with what to send', async () => {
	expect(await put('energy', '{')).toMatchObject({
		status: 400,
		reply: { message: 'The body is not JSON in UTF-8; send { "on": true, "districts"?: ["…"] }.' }
	});
	expect((await put('energy', '{"on":"yes"}')).reply.message).toMatch(/^on: .*; send \{ "on": true/);
	expect((await put('energy', '{"on":true,"districts":["北区"]}')).reply.message).toBe(
		"The city has no district '北区'; it has: 东区, 西区."
	);
});
