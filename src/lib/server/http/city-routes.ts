import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { AppError } from '#lib/model/errors.ts';
import { VERSION } from '#lib/server/version.ts';
import type { OpenCity } from './city-host.ts';
import { answerInstant } from './instant-reply.ts';
import { replyJson } from './json-reply.ts';
import { takesGzip } from './pack-files.ts';
import type { Route } from './route.ts';

const gzipped = promisify(gzip);
const MAX_QUERY = 200;

export interface CityAccess {
	readonly city: () => OpenCity | undefined;
	/** The city, or CITY_NOT_FOUND. */
	readonly requireCity: () => OpenCity;
}

/** What the server answers about its city. */
export function cityRoutes({ city, requireCity }: CityAccess): readonly Route[] {
	return [
		{
			method: 'GET',
			path: /^\/api\/health$/,
			handle({ response }) {
				replyJson(response, {
					status: city() ? 'ok' : 'no-city',
					city: city()?.pack.manifest.id ?? null,
					version: VERSION,
					feeds: city()?.live?.health().feeds ?? []
				});
			}
		},
		{
			method: 'GET',
			path: /^\/api\/city$/,
			handle({ response }) {
				const { manifest } = requireCity().pack;
				replyJson(response, { manifest, packUrl: `/packs/${manifest.id}/${manifest.version}/` });
			}
		},
		{
			method: 'GET',
			path: /^\/api\/search$/,
			handle({ url, response }) {
				const query = (url.searchParams.get('q') ?? '').trim();
				const limit = Math.min(50, Math.max(1, Number(url.searchParams.get('limit') ?? 10) || 10));
				if (query.length > MAX_QUERY)
					throw new AppError('INPUT_INVALID', { message: `A search has at most ${MAX_QUERY} characters.` });
				const { search } = requireCity();
				replyJson(response, { hits: query && search ? search.search(query, limit) : [] });
			}
		},
		{
			method: 'GET',
			path: /^\/api\/dict\/(?<layer>[^/]+)$/,
			async handle({ url, params, request, response }) {
				const { live } = requireCity();
				const since = Number(url.searchParams.get('since') ?? 0) || 0;
				const bytes = live?.dictionary(params['layer']!, since);
				if (!bytes)
					throw new AppError('LAYER_UNKNOWN', { message: `There is no live layer '${params['layer']}'.` });
				response.setHeader('Content-Type', 'application/vnd.apache.arrow.stream');
				response.setHeader('Cache-Control', 'no-store');
				if (takesGzip(request)) response.setHeader('Content-Encoding', 'gzip');
				response.end(takesGzip(request) ? await gzipped(bytes) : bytes);
			}
		},
		{
			method: 'GET',
			path: /^\/api\/live\/(?<layer>[^/]+)\/at$/,
			handle({ url, params, response }) {
				const { live } = requireCity();
				if (!live) throw new AppError('NOT_FOUND', { message: 'This server has no live layers.' });
				answerInstant(live, params['layer']!, url, response);
			}
		}
	];
}
