import type { ServerResponse } from 'node:http';
import { AppError, type ErrorCode } from '#lib/model/errors.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
	CITY_NOT_FOUND: 404,
	NOT_FOUND: 404,
	LAYER_UNKNOWN: 404,
	METHOD_NOT_ALLOWED: 405,
	INPUT_INVALID: 400,
	PACK_BROKEN: 503
};

/** Sends a value as JSON that is never cached. */
export function replyJson(response: ServerResponse, value: unknown, status = 200): void {
	response.statusCode = status;
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	response.setHeader('Cache-Control', 'no-store');
	response.end(JSON.stringify(value));
}

/** Sends an error as `{ code, message, details }`. An unforeseen one keeps its words to the log. */
export function replyError(response: ServerResponse, thrown: unknown): void {
	const error = AppError.from(thrown);
	const known = STATUS[error.code];
	if (known === undefined) {
		process.stderr.write(`${new Date().toISOString()} ${error.stack ?? error.message}\n`);
		replyJson(
			response,
			{ code: 'INTERNAL', message: 'The server failed; its log says why.', details: {} },
			500
		);
		return;
	}
	replyJson(response, error, known);
}
