import type { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';

/** A request's JSON body by its schema. Throws INPUT_TOO_LARGE; INPUT_INVALID, which names the field. */
export function parseBody<T extends z.ZodType>(
	schema: T,
	bytes: Uint8Array,
	{ what, mostBytes }: { readonly what: string; readonly mostBytes: number }
): z.output<T> {
	if (bytes.byteLength > mostBytes)
		throw new AppError('INPUT_TOO_LARGE', { message: `${what} has at most ${mostBytes} bytes.` });
	const parsed = schema.safeParse(jsonOf(bytes));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	throw new AppError('INPUT_INVALID', {
		message: `${first?.path.join('.') || 'The body'}: ${first?.message ?? 'is wrong'}.`
	});
}

/** Undefined when it is none: no schema accepts that. */
function jsonOf(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(bytes).toString('utf8'));
	} catch {
		return undefined;
	}
}
