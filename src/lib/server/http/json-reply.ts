import type { ServerResponse } from 'node:http';
import { AppError, type ErrorCode } from '#lib/model/errors.ts';
import { logOf } from '#lib/server/log.ts';
import { endPacked } from './end-packed.ts';

const log = logOf('http');

const STATUS: Partial<Record<ErrorCode, number>> = {
	CITY_NOT_FOUND: 404,
	NOT_FOUND: 404,
	LAYER_UNKNOWN: 404,
	NO_HISTORY: 404,
	METHOD_NOT_ALLOWED: 405,
	INPUT_INVALID: 400,
	OPTION_INVALID: 400,
	SUBSCRIPTION_INVALID: 400,
	UNAUTHORIZED: 401,
	FORBIDDEN: 403,
	LAYER_CLASS_FIXED: 409,
	ACT_REFUSED: 409,
	EXPIRED: 410,
	INPUT_TOO_LARGE: 413,
	INPUT_TYPE_UNSUPPORTED: 415,
	LAYER_LIMIT: 422,
	QUERY_FAILED: 422,
	QUERY_CANCELLED: 409,
	OVERLOADED: 429,
	RENDER_FAILED: 422,
	LOG_FULL: 503,
	PACK_BROKEN: 503,
	CHROMIUM_MISSING: 503
};
/** Seconds after which a sender that was turned away may try again, when the error does not say. */
const RETRY_AFTER: Partial<Record<ErrorCode, number>> = { OVERLOADED: 1, LOG_FULL: 5 };

/** Sends a value as JSON that is never cached, packed where the client takes it. */
export function replyJson(response: ServerResponse, value: unknown, status = 200): void {
	response.statusCode = status;
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	response.setHeader('Cache-Control', 'no-store');
	endPacked(response, JSON.stringify(value));
}

/**
 * Sends an error as `{ code, message, details }`. An unforeseen one keeps its words to the log. What may be tried
 * again says when (`Retry-After`, from `details.retryAfter` in seconds).
 */
export function replyError(response: ServerResponse, thrown: unknown): void {
	const error = AppError.from(thrown);
	const known = STATUS[error.code];
	if (known === undefined) {
		log.error({ err: error }, error.message);
		replyJson(
			response,
			{ code: 'INTERNAL', message: 'The server failed; its log says why.', details: {} },
			500
		);
		return;
	}
	const retryAfter = error.details['retryAfter'] ?? RETRY_AFTER[error.code];
	if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
	// What is still being sent would be read to its end for nothing.
	if (error.code === 'INPUT_TOO_LARGE') response.setHeader('Connection', 'close');
	if (error.code === 'UNAUTHORIZED') response.setHeader('WWW-Authenticate', 'Bearer');
	replyJson(response, error, known);
}
