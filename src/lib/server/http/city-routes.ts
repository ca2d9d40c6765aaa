import { AppError } from '#lib/model/errors.ts';
import { cityDots } from './city-dots.ts';
import type { OpenCity } from './open-city.ts';
import { healthOf } from './health.ts';
import { replyJson } from './json-reply.ts';
import { metricsRoute } from './metrics.ts';
import type { Route } from './route.ts';

const MAX_QUERY = 200;

export interface CityAccess {
	readonly city: () => OpenCity | undefined;
	/** The city, or CITY_NOT_FOUND. */
	readonly requireCity: () => OpenCity;
}

/** What the server answers about its city. */
export function cityRoutes({ city, requireCity }: CityAccess): readonly Route[] {
	const startedAt = Date.now();
	const health = () => healthOf(city(), startedAt, Date.now());
	return [
		metricsRoute(health),
		{
			method: 'GET',
			path: /^\/api\/health$/,
			handle({ response }) {
				replyJson(response, health());
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
			path: /^\/api\/city\/dots\/(?<dataset>[a-z0-9][a-z0-9_-]{0,47})$/,
			async handle({ params, response }) {
				const dots = await cityDots(requireCity().pack, params['dataset'] ?? '');
				response.setHeader('Content-Type', 'application/octet-stream');
				response.setHeader('Cache-Control', 'no-store');
				response.end(dots);
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
		}
	];
}
