import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How texts travel shorter. */
export interface Packing {
	/** As `Content-Encoding` calls it. */
	readonly name: 'br' | 'gzip';
	/** The work is another thread's. */
	pack(text: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** Characters; less is one packet either way. */
const WORTH_PACKING = 1400;
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const brotli = promisify(brotliCompress);
const zipped = promisify(gzip);
/** Best first. */
const PACKINGS: readonly Packing[] = [
	{ name: 'br', pack: async (text) => new Uint8Array(await brotli(text, QUICK)) },
	{ name: 'gzip', pack: async (text) => new Uint8Array(await zipped(text)) }
];

/** How a text travels to a client that takes these (its `Accept-Encoding`); undefined: as it is, for it is short, or the client takes none of ours. */
export function packingFor(text: string, accepted: string | null | undefined): Packing | undefined {
	if (text.length < WORTH_PACKING) return undefined;
	const taken = (accepted ?? '').split(/[\s,;]+/);
	return PACKINGS.find(({ name }) => taken.includes(name));
}
