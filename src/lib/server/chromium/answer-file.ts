import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';

/** An HTTP answer as it was heard. */
export interface Answer {
	readonly status: number;
	/** Those that the page's code reads; names in small letters. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array;
}

const head = z.object({
	status: z.number().int().min(100).max(599),
	headers: z.record(z.string(), z.string())
});
const LINE_END = 0x0a;

/** An answer as a file: status and headers as one line of JSON, then the body. */
export function encodeAnswer({ status, headers, body }: Answer): Uint8Array {
	const sorted = Object.fromEntries(Object.entries(headers).toSorted(([a], [b]) => (a < b ? -1 : 1)));
	return Buffer.concat([Buffer.from(`${JSON.stringify({ status, headers: sorted })}\n`), body]);
}

/** Reads what `encodeAnswer` wrote. Throws INPUT_INVALID. */
export function decodeAnswer(file: Uint8Array): Answer {
	const end = file.indexOf(LINE_END);
	const parsed = head.safeParse(
		end < 0 ? undefined : parseJson(Buffer.from(file.subarray(0, end)).toString('utf8'))
	);
	if (!parsed.success)
		throw new AppError('INPUT_INVALID', { message: 'A recorded answer has no head: the file is broken.' });
	return { ...parsed.data, body: file.subarray(end + 1) };
}

/** Undefined for what is no JSON: no schema accepts that. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
