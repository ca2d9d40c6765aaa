import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Access } from '#lib/server/auth/access.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import { takesGzip } from '#lib/server/http/pack-files.ts';
import type { Route, RouteRequest } from '#lib/server/http/route.ts';
import type { Indicators } from './indicators.ts';

export interface IndicatorRoutesOptions {
	/** Throws NOT_FOUND when this server computes none. */
	readonly indicators: () => Indicators;
	readonly access: (request: IncomingMessage) => Access;
}

/** Rows of an answer when its asker does not say, and at the most. */
const ROWS = 1000;
const MOST_ROWS = 10_000;

/**
 * The numbers over HTTP, as model/indicator.ts says: `GET /api/indicators`, `/api/indicators/{theme}/{id}`, then
 * `/entities?limit` and `/history?from&to&area` of one.
 */
export function indicatorRoutes({ indicators, access }: IndicatorRoutesOptions): readonly Route[] {
	return [
		{
			method: 'GET',
			path: /^\/api\/indicators$/,
			handle: ({ request, response }) => reply(request, response, indicators().list())
		},
		{
			method: 'GET',
			path: /^\/api\/indicators\/(?<theme>[^/]+)\/(?<id>[^/]+)$/,
			handle: ({ params, request, response }) => reply(request, response, indicators().detail(keyOf(params)))
		},
		{
			method: 'GET',
			path: /^\/api\/indicators\/(?<theme>[^/]+)\/(?<id>[^/]+)\/entities$/,
			async handle({ url, params, request, response }) {
				const limit = whole(url, 'limit', ROWS);
				if (limit < 1 || limit > MOST_ROWS)
					throw new AppError('INPUT_INVALID', { message: `limit is 1 to ${MOST_ROWS}.`, option: 'limit' });
				await reply(request, response, await indicators().entities(keyOf(params), limit, access(request)));
			}
		},
		{
			method: 'GET',
			path: /^\/api\/indicators\/(?<theme>[^/]+)\/(?<id>[^/]+)\/history$/,
			async handle({ url, params, request, response }) {
				const [from, to] = [whole(url, 'from'), whole(url, 'to')];
				if (to < from)
					throw new AppError('INPUT_INVALID', { message: 'to comes before from.', option: 'to' });
				const area = url.searchParams.get('area') ?? undefined;
				await reply(request, response, await indicators().history(keyOf(params), from, to, area));
			}
		}
	];
}

const keyOf = (params: RouteRequest['params']): string => `${params['theme']}/${params['id']}`;

/** A whole number of the query; INPUT_INVALID without one. */
function whole(url: URL, name: string, otherwise?: number): EpochMs {
	const text = url.searchParams.get(name);
	if (text === null && otherwise !== undefined) return otherwise;
	if (text !== null && /^\d{1,15}$/.test(text)) return Number(text);
	throw new AppError('INPUT_INVALID', {
		message: `${name} is a whole number (instants in milliseconds since 1970), not '${text ?? ''}'.`,
		option: name
	});
}

const gzipped = promisify(gzip);
/** Shorter answers go as they are. */
const WORTH_GZIP = 4096;

async function reply(request: IncomingMessage, response: ServerResponse, value: unknown): Promise<void> {
	const text = JSON.stringify(value);
	if (text.length < WORTH_GZIP || !takesGzip(request)) return replyJson(response, value);
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	response.setHeader('Content-Encoding', 'gzip');
	response.setHeader('Cache-Control', 'no-store');
	response.end(await gzipped(text));
}
