import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { replyJson } from './json-reply.ts';

const LONG = { words: Array.from({ length: 500 }, (_, i) => `泉 ${i % 7}`) };
const SHORT = { word: '泉' };

test('long replies are packed as the client takes them, short ones are not', async ({ onTestFinished }) => {
	const server = createServer((request, response) =>
		replyJson(response, request.url === '/long' ? LONG : SHORT)
	);
	onTestFinished(() => void server.close());
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const ask = async (path: string, takes?: string) => {
		const headers = takes === undefined ? {} : { 'Accept-Encoding': takes };
		const reply = await new Promise<IncomingMessage>((resolve, reject) =>
			get({ port, path, headers }, resolve).on('error', reject)
		);
		return { coding: reply.headers['content-encoding'], bytes: await buffer(reply) };
	};
	const plain = JSON.stringify(LONG);
	const asked = [undefined, 'identity', 'gzip, deflate, br, zstd', 'gzip;q=0.8, deflate'];
	const replies = await Promise.all(asked.map((takes) => ask('/long', takes)));
	expect(replies.map(({ coding }) => coding)).toEqual([undefined, undefined, 'br', 'gzip']);
	const [bare, same, brotli, zipped] = replies.map(({ bytes }) => bytes);
	expect([bare, same, brotliDecompressSync(brotli!), gunzipSync(zipped!)].map(String)).toEqual([
		plain,
		plain,
		plain,
		plain
	]);
	expect(brotli!.length).toBeLessThan(plain.length / 10);
	expect(await ask('/long', 'br').then(({ coding }) => coding)).toBe('br');
	expect(await ask('/short', 'br')).toEqual({ coding: undefined, bytes: Buffer.from(JSON.stringify(SHORT)) });
});
