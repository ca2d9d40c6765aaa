import type { ServerResponse } from 'node:http';
import { brotliCompress, constants, gzip } from 'node:zlib';

type Packed = (error: Error | null, bytes: Buffer) => void;

/** Characters; less is one packet either way. */
const WORTH_PACKING = 1400;
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
/** Best first. */
const CODINGS: readonly { readonly name: string; pack(text: string, done: Packed): void }[] = [
	{ name: 'br', pack: (text, done) => brotliCompress(text, QUICK, done) },
	{ name: 'gzip', pack: (text, done) => gzip(text, done) }
];

/** Ends a reply with a text, packed when that spares a packet and the client takes it; the work is another thread's. */
export function endPacked(response: ServerResponse, text: string): void {
	const taken = String(response.req.headers['accept-encoding'] ?? '').split(/[\s,;]+/);
	const coding = CODINGS.find(({ name }) => taken.includes(name));
	response.setHeader('Vary', 'Accept-Encoding');
	if (!coding || text.length < WORTH_PACKING) {
		response.end(text);
		return;
	}
	coding.pack(text, (error, packed) => {
		if (error) return response.end(text);
		response.setHeader('Content-Encoding', coding.name);
		response.end(packed);
	});
}
