import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '#lib/model/errors.ts';
import { MILLISECONDS_HEADER, sqlRequest, TRUNCATED_HEADER, type SqlRequest } from '#lib/model/sql.ts';
import type { Access } from '#lib/server/auth/access.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import type { Route } from '#lib/server/http/route.ts';
import { checkContentType } from '#lib/server/ingest/http/content-types.ts';
import { BodyBudget, readBody } from '#lib/server/ingest/http/read-body.ts';
import type { CitySql } from './city-sql.ts';

export interface SqlRoutesOptions {
	/** Throws NOT_FOUND when this server keeps nothing. */
	readonly sql: () => CitySql;
	readonly access: (request: IncomingMessage) => Access;
}

/** `GET /api/sql/schema` and `POST /api/sql`, as model/sql.ts says. */
export function sqlRoutes({ sql, access }: SqlRoutesOptions): readonly Route[] {
	const budget = new BodyBudget();
	return [
		{
			method: 'GET',
			path: /^\/api\/sql\/schema$/,
			async handle({ request, response }) {
				replyJson(response, await sql().schema(access(request)));
			}
		},
		{
			method: 'POST',
			path: /^\/api\/sql$/,
			async handle({ request, response }) {
				checkContentType(request, 'json');
				const asked = readRequest(await readBody(request, budget));
				const gone = goneSignal(response);
				try {
					const answer = await sql().run(asked, access(request), gone);
					response.setHeader('Content-Type', 'application/vnd.apache.arrow.stream');
					response.setHeader('Cache-Control', 'no-store');
					response.setHeader(TRUNCATED_HEADER, answer.truncated ? '1' : '0');
					response.setHeader(MILLISECONDS_HEADER, answer.milliseconds.toFixed(1));
					response.end(answer.bytes);
				} catch (cause) {
					if (!gone.aborted) throw cause;
				}
			}
		}
	];
}

/** Aborts when whoever asked is gone before the answer was. */
function goneSignal(response: ServerResponse): AbortSignal {
	const gone = new AbortController();
	if (response.closed) gone.abort();
	response.once('close', () => {
		if (!response.writableFinished) gone.abort();
	});
	return gone.signal;
}

function readRequest(bytes: Uint8Array): SqlRequest {
	const parsed = sqlRequest.safeParse(parseJson(bytes));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	throw new AppError('INPUT_INVALID', {
		message: `${first?.path.join('.') || 'The body'}: ${first?.message ?? 'is wrong'}; send { "sql": "SELECT …", "maxRows"?: 10000 }.`
	});
}

function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (cause) {
		throw new AppError(
			'INPUT_INVALID',
			{ message: 'The body is not JSON in UTF-8; send { "sql": "SELECT …" }.' },
			{ cause }
		);
	}
}
