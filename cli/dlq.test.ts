import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerRoute } from '#lib/server/http/answer-route.ts';
import { replyError } from '#lib/server/http/json-reply.ts';
import { NO_ACCESS, accessOf, bearerOf } from '#lib/server/auth/access.ts';
import { ingestRoutes } from '#lib/server/ingest/ingest-routes.ts';
import type { Ingest } from '#lib/server/ingest/ingest.ts';
import { startIngest } from '#lib/server/ingest/start-ingest.ts';
import { liveConfig } from '#lib/server/live/live-config.ts';
import { letterText } from './dlq/report.ts';

const ROOT = resolve(import.meta.dirname, '..');
const TEXT = '[{"layer":"air","id":"a","t":1},{"layer":"air","t":2}]';
let dir: string;
let ingest: Ingest;
let server: Server;
let isOpen = true;

beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-dlq-'));
	ingest = await startIngest({
		logDir: dir,
		config: liveConfig.parse({}),
		listen: { host: '127.0.0.1', mqttPort: undefined }
	});
	const tokens = [
		{
			name: 'x',
			sha256: 'addb0f5e7826c857d7376d1bd9bc33c0c544790a2eac96144a8af22b1298c940',
			ingest: true,
			rights: []
		}
	];
	server = createServer((request, response) => {
		const routes = ingestRoutes({
			ingest: () => ingest,
			access: (from) => (isOpen ? NO_ACCESS : accessOf(tokens, bearerOf(from))),
			open: isOpen
		});
		answerRoute(routes, new URL(`http://local${request.url}`), request, response).catch((thrown: unknown) =>
			replyError(response, thrown)
		);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	for (const text of [TEXT, '\u0000\u0001'])
		await ingest.post({ adapter: 'json', bytes: Buffer.from(text), source: 'http' });
});
afterAll(async () => {
	server.close();
	await ingest.close();
	rmSync(dir, { recursive: true });
});

/** The server is in this process, so that the command must not block it. */
async function dlq(args: readonly string[], token = '', elsewhere?: string) {
	const url = elsewhere ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's
	const child = spawn(process.execPath, ['--no-warnings', 'cli/main.ts', 'dlq', ...args, '--url', url], {
		cwd: ROOT,
		env: { ...process.env, CITYLOOP_DEBUG: '', CITYLOOP_INGEST_TOKEN: token }
	});
	let [stdout, stderr] = ['', ''];
	child.stdout.on('data', (chunk) => (stdout += String(chunk)));
	child.stderr.on('data', (chunk) => (stderr += String(chunk)));
	const [status] = (await once(child, 'close')) as [number];
	return { status, stdout, stderr };
}

test('the list says where each came from and why', async () => {
	const { status, stdout } = await dlq(['list']);
	expect(status).toBe(0);
	expect(stdout.split('\n').map((line) => line.replace(/\d{4}-\S+Z/, 'TIME'))).toEqual([
		expect.stringMatching(/^ {5}2 {2}TIME {2}http\/json {2}line 1, column 1: /),
		'     1  TIME  http/json  row 2: it names no id, entity or device',
		''
	]);
	expect(JSON.parse((await dlq(['list', '--limit', '1', '--json'])).stdout)).toMatchObject({
		letters: [{ id: 2 }]
	});
	expect((await dlq(['list', '--limit', '1'])).stdout).toMatch(/\nolder ones: --before 2\n$/);
});

test('one is shown with its message, or given as it came', async () => {
	expect((await dlq(['show', '1'])).stdout).toContain(
		`Faults:\n  row 2: it names no id, entity or device\nMessage, ${TEXT.length} bytes:\n${TEXT}\n`
	);
	expect((await dlq(['show', '2'])).stdout).toContain('Message, 2 bytes:\n00 01\n');
	expect((await dlq(['show', '1', '--raw'])).stdout).toBe(TEXT);
	expect(await dlq(['show', '99'])).toMatchObject({ status: 1, stderr: 'There is no dead letter 99.\n' });
});

test('trying again says what came of it, and fails while faults are left', async () => {
	expect(await dlq(['retry', '1'])).toMatchObject({
		status: 1,
		stdout: '1: 1 rows taken, 1 faults left: row 2: it names no id, entity or device\n'
	});
	const all = await dlq(['retry', '--all', '--json']);
	expect(JSON.parse(all.stdout)).toMatchObject({ retried: [{ id: 1 }, { id: 2 }], unknown: [] });
});

test('wrong use is exit code 2 with help, a server that is not there exit code 1', async () => {
	expect((await dlq(['show', 'x'])).status).toBe(2);
	expect(await dlq(['retry'])).toMatchObject({ status: 2, stderr: 'Name letters to try again, or --all.\n' });
	expect((await dlq(['--help'])).stdout).toContain('cityloop dlq retry --all');
	expect(await dlq(['list'], '', 'http://127.0.0.1:1')).toMatchObject({
		status: 1,
		stderr: 'http://127.0.0.1:1 does not answer: is it running?\n'
	});
});

test('a server that wants a token says so', async () => {
	isOpen = false;
	expect(await dlq(['list'])).toMatchObject({ status: 1, stderr: expect.stringMatching(/needs a token/) });
	expect(await dlq(['list'], 'geheim')).toMatchObject({ status: 0 });
	isOpen = true;
});

test('a letter that was cut says how much of it is there', () => {
	const letter = {
		id: 1,
		receivedAt: 0,
		source: 'mqtt',
		adapter: 'json',
		rejected: [],
		size: 100,
		raw: Buffer.from('ab')
	};
	expect(letterText(letter)).toContain('Message, 2 of 100 bytes were kept:\nab\n');
});
