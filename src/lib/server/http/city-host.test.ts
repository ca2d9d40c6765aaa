import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tinyCity } from '../../../../tests/fixtures/tiny-city.ts';
import { openCityHost, type CityHost } from './city-host.ts';
import { setSecurityHeaders } from './security-headers.ts';

let folder: string;
let host: CityHost;
let server: Server;
let origin: string;
let making: boolean;

function installTiny() {
	const pack = join(folder, 'cities', 'tiny');
	mkdirSync(pack, { recursive: true });
	writeFileSync(join(pack, 'city.json'), JSON.stringify(tinyCity));
	writeFileSync(join(pack, 'labels.json'), '0123456789');
	writeFileSync(join(pack, 'labels.json.gz'), gzipSync('0123456789'));
	writeFileSync(join(pack, 'search.sqlite'), 'secret');
}

async function start(install: boolean) {
	folder = mkdtempSync(join(tmpdir(), 'cityloop-host-'));
	making = false;
	if (install) installTiny();
	host = await openCityHost({ dataDir: folder, host: '127.0.0.1', making: () => making });
	server = createServer((request, response) => {
		setSecurityHeaders(response, request.url ?? '');
		void host.handle(request, response).then((answered) => answered || response.writeHead(404).end());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(() => start(true));
afterEach(async () => {
	await host.close();
	server.close();
	rmSync(folder, { recursive: true });
});

const pack = (file: string) => `${origin}/packs/tiny/0123456789ab/${file}`;

test('the city is its manifest and where its pack lies', async () => {
	expect(await (await fetch(`${origin}/api/city`)).json()).toEqual({
		manifest: tinyCity,
		packUrl: '/packs/tiny/0123456789ab/'
	});
});

test('health names the city and its feeds', async () => {
	const health = (await (await fetch(`${origin}/api/health`)).json()) as Record<string, unknown>;
	expect(health).toMatchObject({ status: 'ok', city: 'tiny', feeds: [] });
});

test('a pack file comes compressed when the client takes gzip, immutable, with the policy of the origin', async () => {
	const reply = await fetch(pack('labels.json'));
	expect(await reply.text()).toBe('0123456789');
	expect(reply.headers.get('content-encoding')).toBe('gzip');
	expect(reply.headers.get('cache-control')).toContain('immutable');
	expect(reply.headers.get('content-security-policy')).toContain("connect-src 'self'");
});

test('a range is cut from the plain bytes', async () => {
	const reply = await fetch(pack('labels.json'), { headers: { range: 'bytes=-3' } });
	expect([reply.status, await reply.text()]).toEqual([206, '789']);
});

test.each([
	'search.sqlite',
	'../tiny/city.json',
	'%2e%2e/tiny/city.json',
	'..%2ftiny%2fcity.json',
	'.hidden',
	'',
	'no-such'
])('%j is not served', async (file) => {
	const reply = await fetch(pack(file));
	expect(reply.status).toBe(404);
	expect(await reply.text()).not.toContain('secret');
});

test('an old version, an unknown question and a wrong method are errors in words', async () => {
	expect((await fetch(`${origin}/packs/tiny/aaaaaaaaaaaa/labels.json`)).status).toBe(404);
	expect((await fetch(`${origin}/api/nonsense`)).status).toBe(404);
	const post = await fetch(`${origin}/api/city`, { method: 'POST' });
	expect([post.status, await post.json()]).toMatchObject([405, { code: 'METHOD_NOT_ALLOWED' }]);
});

test('without a pack the city is CITY_NOT_FOUND with a hint, and health says so', async () => {
	await host.close();
	rmSync(folder, { recursive: true });
	server.close();
	await start(false);
	const reply = await fetch(`${origin}/api/city`);
	expect([reply.status, await reply.json()]).toMatchObject([
		404,
		{ code: 'CITY_NOT_FOUND', details: { hint: expect.stringContaining('import --id') as string } }
	]);
	expect(await (await fetch(`${origin}/api/health`)).json()).toMatchObject({ status: 'no-city', city: null });
});

test('while a city is being made the page is told so, and it opens when it is there', async () => {
	await host.close();
	rmSync(folder, { recursive: true });
	server.close();
	await start(false);
	making = true;
	expect(await (await fetch(`${origin}/api/city`)).json()).toMatchObject({
		code: 'CITY_NOT_FOUND',
		details: { making: true }
	});
	installTiny();
	await host.lookAgain();
	expect((await fetch(`${origin}/api/city`)).status).toBe(200);
});
