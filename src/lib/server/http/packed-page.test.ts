import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packedPage } from './packed-page.ts';

const PAGE = `<!doctype html>${'<p>泉城</p>'.repeat(400)}`;
const page = (type = 'text/html') =>
	new Response(PAGE, { headers: { 'Content-Type': type, ETag: '"q27wa9"', 'Content-Length': '4800' } });

test('a page travels packed to who takes it, under a tag that says that its bytes are others', async () => {
	const packed = await packedPage(page(), 'gzip, deflate, br, zstd');
	expect(Object.fromEntries(packed.headers)).toEqual({
		'content-encoding': 'br',
		'content-type': 'text/html',
		etag: 'W/"q27wa9"',
		vary: 'Accept-Encoding'
	});
	expect(brotliDecompressSync(new Uint8Array(await packed.arrayBuffer())).toString()).toBe(PAGE);
});

test('to who takes nothing of ours, and what is no page, as it is', async () => {
	const plain = await packedPage(page(), null);
	expect([plain.headers.get('content-encoding'), plain.headers.get('etag'), await plain.text()]).toEqual([
		null,
		'"q27wa9"',
		PAGE
	]);
	const other = page('application/json');
	expect(await packedPage(other, 'br')).toBe(other);
});
