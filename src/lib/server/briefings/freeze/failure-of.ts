import type { FreezeFailure } from '#lib/model/briefing/frozen.ts';
import { AppError } from '#lib/model/errors.ts';

/** What kept a part of a briefing from being frozen, in both languages where it is known in both. */
export function failureOf(what: FreezeFailure['what'], id: string, thrown: unknown): FreezeFailure {
	const { message, details } = AppError.from(thrown);
	const { zh } = details;
	return { what, id, message, ...(typeof zh === 'string' && { zh }) };
}
