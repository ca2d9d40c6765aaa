import type { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import type { Refusal } from '#lib/model/wire/events.ts';

/**
 * Handles a message of a socket: parsed by `schema`, and what `handle` throws is the reply. Never lets a message
 * end the process; `onBad` hears of those that make no sense, `onError` of faults that are ours.
 */
export function answer<S extends z.ZodType, R>(
	schema: S,
	{ onBad, onError }: { readonly onBad: () => void; readonly onError: (error: AppError) => void },
	handle: (message: z.output<S>) => R
): (message: unknown, reply?: unknown) => void {
	return (message, reply) => {
		const respond = (value: R | Refusal) => {
			if (typeof reply === 'function') (reply as (value: R | Refusal) => void)(value); // socket.io's acknowledgement
		};
		const parsed = schema.safeParse(message);
		if (!parsed.success) {
			respond(refusal(new AppError('SUBSCRIPTION_INVALID', { message: describe(parsed.error) })));
			onBad();
			return;
		}
		try {
			respond(handle(parsed.data));
		} catch (thrown) {
			const error = AppError.from(thrown);
			if (error.code === 'INTERNAL') onError(error);
			respond(refusal(error));
		}
	};
}

const refusal = (error: AppError): Refusal => ({ err: error.message, code: error.code });

const describe = (error: z.ZodError) =>
	error.issues
		.slice(0, 3)
		.map(({ path, message }) => `${path.join('.')}: ${message}`)
		.join('; ');
