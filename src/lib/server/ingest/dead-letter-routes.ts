import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import { replyJson } from '../http/json-reply.ts';
import type { Route } from '../http/route.ts';
import { requireIngest } from './http/ingest-access.ts';
import { BodyBudget, readBody } from './http/read-body.ts';
import type { IngestRoutesOptions } from './ingest-routes-options.ts';

const MOST_LISTED = 1_000;
/** Letters tried again by one request. */
const MOST_RETRIED = 1_000;
const retryBody = z.object({ ids: z.array(z.number().int().positive()).min(1).max(MOST_RETRIED) });

/**
 * `GET /api/dead-letters[?limit][&before]` without their bytes, `GET /api/dead-letters/{id}` with them as base64,
 * `POST /api/dead-letters/retry` with `{ ids }`.
 */
export function deadLetterRoutes(options: IngestRoutesOptions): readonly Route[] {
	const { ingest } = options;
	const budget = new BodyBudget();
	return [
		{
			method: 'GET',
			path: /^\/api\/dead-letters$/,
			handle({ url, request, response }) {
				requireIngest(request, options);
				const limit = Math.min(MOST_LISTED, numberOf(url, 'limit') ?? 100);
				const letters = ingest().bus.deadLetters(limit, numberOf(url, 'before'));
				replyJson(response, { letters: letters.map(({ raw: _, ...rest }) => rest) });
			}
		},
		{
			method: 'GET',
			path: /^\/api\/dead-letters\/(?<id>\d{1,15})$/,
			handle({ params, request, response }) {
				requireIngest(request, options);
				const letter = ingest().bus.deadLetter(Number(params['id']));
				if (!letter) throw new AppError('NOT_FOUND', { message: `There is no dead letter ${params['id']}.` });
				replyJson(response, { ...letter, raw: Buffer.from(letter.raw).toString('base64') });
			}
		},
		{
			method: 'POST',
			path: /^\/api\/dead-letters\/retry$/,
			async handle({ request, response }) {
				requireIngest(request, options);
				const parsed = retryBody.safeParse(jsonOf(await readBody(request, budget)));
				if (!parsed.success)
					throw new AppError('INPUT_INVALID', {
						message: `Say which: {"ids":[1,2]}, at most ${MOST_RETRIED} at once.`
					});
				const { ids } = parsed.data;
				const retried = await ingest().retry(ids);
				const known = new Set(retried.map(({ id }) => id));
				replyJson(response, { retried, unknown: ids.filter((id) => !known.has(id)) });
			}
		}
	];
}

function numberOf(url: URL, name: string): number | undefined {
	const text = url.searchParams.get(name);
	if (text === null) return undefined;
	const value = Number(text);
	if (Number.isSafeInteger(value) && value > 0) return value;
	throw new AppError('INPUT_INVALID', {
		message: `?${name}=${text.slice(0, 40)}: it is a whole number from 1.`
	});
}

function jsonOf(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(bytes).toString('utf8'));
	} catch {
		return undefined;
	}
}
