import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tinyCity } from '../../../../tests/fixtures/tiny-city.ts';
import { startServer, type RunningServer } from './start-server.ts';

let folder: string;
let server: RunningServer;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'cityloop-server-'));
	server = await startServer({
		dataDir: folder,
		host: '127.0.0.1',
		port: 0,
		pages: (_, response) => response.writeHead(200).end('page')
	});
});
afterEach(async () => {
	await server.close();
	rmSync(folder, { recursive: true });
});

const UPGRADE =
	'Host: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n';

function open(head: string): Promise<Socket> {
	return new Promise((resolve) => {
		const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true }, () => {
			socket.write(head);
			resolve(socket);
		});
		socket.on('error', () => undefined);
	});
}

async function answerTo(head: string): Promise<string> {
	const socket = await open(head);
	let text = '';
	for await (const chunk of socket) text += String(chunk);
	return text;
}

test.each(['/explore', '/socket.io/?EIO=4&transport=websocket', '//', '/api/health'])(
	'an upgrade of %s that nobody serves is refused, and its reset does not end the server',
	async (path) => {
		expect(await answerTo(`GET ${path} HTTP/1.1\r\n${UPGRADE}`)).toMatch(/^HTTP\/1\.1 404 /);
		const socket = await open(`GET ${path} HTTP/1.1\r\n${UPGRADE}`);
		await new Promise((done) => setTimeout(done, 20));
		socket.resetAndDestroy();
		await new Promise((done) => setTimeout(done, 20));
		expect((await fetch(`http://127.0.0.1:${server.port}/api/health`)).status).toBe(200);
	}
);

test.each(['//', '/socket.io/', '/%E0%A4%A'])('%s is answered by the pages', async (path) => {
	expect(await answerTo(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
		/^HTTP\/1\.1 200 /
	);
});

test('open connections do not hold up the end', async () => {
	const sockets = await Promise.all([
		open('GET /explore HTTP/1.1\r\n'),
		open(`GET //x HTTP/1.1\r\n${UPGRADE}`)
	]);
	const start = performance.now();
	await server.close();
	expect(performance.now() - start).toBeLessThan(1000);
	for (const socket of sockets) socket.destroy();
});

test('a port that is taken is said, and the program ends', async () => {
	mkdirSync(join(folder, 'cities', 'tiny'), { recursive: true });
	writeFileSync(join(folder, 'cities', 'tiny', 'city.json'), JSON.stringify(tinyCity));
	const script = join(folder, 'second.mjs');
	writeFileSync(
		script,
		`import { startServer } from '${new URL('start-server.ts', import.meta.url).href}';
		startServer({ dataDir: '${folder}', host: '127.0.0.1', port: ${server.port}, pages() {} })
			.catch((error) => console.log(error.message));`
	);
	const { stdout } = await promisify(execFile)(process.execPath, [script]);
	expect(stdout).toBe(
		`Port ${server.port} is taken. Choose another: npm start -- --port ${server.port + 1}\n`
	);
}, 30_000);
