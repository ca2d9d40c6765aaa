/** Encodings that the platform decodes and spreadsheets save. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** By the mark at the beginning; without one, UTF-8 until it proves wrong. */
export function markedEncoding(head: Uint8Array): Encoding {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	return 'utf-8';
}

/** Texts that are not UTF-8 are what Chinese spreadsheets save when they read as Chinese, else Western European. */
export function otherEncoding(bytes: Uint8Array): Encoding {
	try {
		const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes, { stream: true });
		const foreign = text.match(/[^\p{ASCII}]/gu) ?? [];
		const han = foreign.filter((letter) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(letter));
		if (han.length >= foreign.length * 0.8) return 'gb18030';
	} catch {
		return 'windows-1252'; // no text of GB 18030
	}
	return 'windows-1252';
}
