/** The text of a message, or why it has none. */
export type DecodedText =
	| { readonly ok: true; readonly text: string; readonly encoding: string }
	| { readonly ok: false; readonly place: string; readonly reason: string };

/**
 * Reads UTF-8, or UTF-16 when a byte-order mark says so; the mark itself is left out. Bytes that are neither
 * are refused with their place, unless `fallback` names an encoding whose every byte sequence they are.
 */
export function decodeText(bytes: Uint8Array, fallback?: 'gb18030'): DecodedText {
	const encoding = markedEncoding(bytes);
	const text = strictly(encoding, bytes);
	if (text !== undefined) return { ok: true, text, encoding };
	if (fallback !== undefined && encoding === 'utf-8') {
		const other = strictly(fallback, bytes);
		if (other !== undefined) return { ok: true, text: other, encoding: fallback };
	}
	return {
		ok: false,
		place: encoding === 'utf-8' ? `byte ${firstFault(bytes)}` : 'message',
		reason: `the bytes are not ${encoding.toUpperCase()} text`
	};
}

function markedEncoding(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	return 'utf-8';
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

/** Everything before the first replacement character was well. */
function firstFault(bytes: Uint8Array): number {
	const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
	return new TextEncoder().encode(text.slice(0, text.indexOf('\ufffd'))).length;
}
