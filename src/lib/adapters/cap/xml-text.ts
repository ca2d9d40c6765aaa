import { decodeText, type DecodedText } from '../support/text.ts';

const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** XML bytes as text, by their byte-order mark, else the encoding they declare, else UTF-8. */
export function xmlText(bytes: Uint8Array): DecodedText {
	const declared = DECLARED.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 200)))?.[1];
	if (declared === undefined || /^utf-?(8|16)$/i.test(declared)) return decodeText(bytes);
	let decoder;
	try {
		decoder = new TextDecoder(declared, { fatal: true });
	} catch {
		return { ok: false, place: 'line 1', reason: `the encoding "${declared}" is not known` };
	}
	try {
		return { ok: true, text: decoder.decode(bytes), encoding: decoder.encoding };
	} catch {
		return { ok: false, place: 'message', reason: `the bytes are not ${declared}, as they declare` };
	}
}
