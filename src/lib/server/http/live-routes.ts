import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { AppError } from '#lib/model/errors.ts';
import type { SampledCoverage } from '#lib/model/history.ts';
import type { LiveStanding } from '#lib/model/wire/events.ts';
import { stepOf } from '#lib/model/wire/timing.ts';
import { alarmRoutes } from '#lib/server/alarms/alarm-routes.ts';
import type { Access } from '#lib/server/auth/access.ts';
import { eventRoutes } from '#lib/server/gateway/event-routes.ts';
import { historyRoutes } from '#lib/server/historian/history-routes.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import { LoggedLayer } from '#lib/server/hub/logged-layer.ts';
import { SampledLayer } from '#lib/server/hub/sampled-layer.ts';
import { indicatorRoutes } from '#lib/server/indicators/indicator-routes.ts';
import { ingestRoutes } from '#lib/server/ingest/ingest-routes.ts';
import type { LiveService } from '#lib/server/live/start-live.ts';
import { findEntities } from '#lib/server/search/find-entities.ts';
import { sqlRoutes } from '#lib/server/sql/sql-routes.ts';
import { themeRoutes } from '#lib/server/themes/theme-routes.ts';
import { answerInstant } from './instant-reply.ts';
import { replyJson } from './json-reply.ts';
import { takesGzip } from './pack-files.ts';
import type { Route } from './route.ts';

const gzipped = promisify(gzip);
const LONGEST_QUERY = 200;
const MOST_ENTITIES = 12;

export interface LiveAccess {
	/** The live side of the city, or NOT_FOUND. */
	readonly requireLive: () => LiveService;
	readonly access: (request: IncomingMessage) => Access;
	/** Who reaches the server may send: it listens on this machine only and nobody was given a token for it. */
	readonly openToSenders: () => boolean;
}

/** The live side by HTTP: what comes in, names, states at an instant, events, the past. */
export function liveRoutes({ requireLive, access, openToSenders }: LiveAccess): readonly Route[] {
	return [
		...ingestRoutes({
			ingest: () => there(requireLive().ingest, 'This server takes nothing in.'),
			access,
			get open() {
				return openToSenders();
			}
		}),
		...historyRoutes({
			historian: () =>
				there(requireLive().historian, 'This server keeps no history: GET /api/health says why.'),
			sampled: () => sampledOf(requireLive().hub),
			access
		}),
		...themeRoutes({
			themes: () => there(requireLive().themes, 'This server takes nothing in: it has no themes.'),
			access,
			get open() {
				return openToSenders();
			}
		}),
		...indicatorRoutes({
			indicators: () =>
				there(requireLive().indicators, 'This server takes nothing in: it computes no indicators.'),
			access
		}),
		...alarmRoutes({
			alarms: () => there(requireLive().alarms, 'This server takes nothing in: it has no alarms.'),
			restriction: (layer) => requireLive().hub.layers.get(layer)?.restricted,
			access,
			get open() {
				return openToSenders();
			}
		}),
		...sqlRoutes({
			sql: () => there(requireLive().sql, 'This server takes nothing in: it has no history to ask.'),
			access
		}),
		...eventRoutes({ hub: () => requireLive().hub, access }),
		{
			method: 'GET',
			path: /^\/api\/live$/,
			handle({ request, response }) {
				const { hub } = requireLive();
				const now = Date.now();
				replyJson(response, {
					epoch: hub.epoch,
					now,
					tickHz: hub.tickHz,
					layers: hub.info(now, access(request))
				} satisfies LiveStanding);
			}
		},
		{
			method: 'GET',
			path: /^\/api\/layers$/,
			handle({ request, response }) {
				replyJson(response, declaredLayers(requireLive().hub, access(request)));
			}
		},
		{
			method: 'GET',
			path: /^\/api\/entities$/,
			handle({ url, request, response }) {
				const query = (url.searchParams.get('q') ?? '').slice(0, LONGEST_QUERY);
				const { may } = access(request);
				const named = [...requireLive().hub.layers.values()].filter(
					(layer): layer is LoggedLayer => layer instanceof LoggedLayer && may(layer.restricted)
				);
				replyJson(response, { entities: findEntities(named, query, MOST_ENTITIES) });
			}
		},
		{
			method: 'GET',
			path: /^\/api\/dict\/(?<layer>[^/]+)$/,
			async handle({ url, params, request, response }) {
				const since = Number(url.searchParams.get('since') ?? 0) || 0;
				const bytes = requireLive().dictionary(params['layer']!, since, access(request)); // a group of the path
				response.setHeader('Content-Type', 'application/vnd.apache.arrow.stream');
				response.setHeader('Cache-Control', 'no-store');
				if (takesGzip(request)) response.setHeader('Content-Encoding', 'gzip');
				response.end(takesGzip(request) ? await gzipped(bytes) : bytes);
			}
		},
		{
			method: 'GET',
			path: /^\/api\/live\/(?<layer>[^/]+)\/at$/,
			handle({ url, params, request, response }) {
				answerInstant(requireLive(), params['layer']!, { url, response, access: access(request) }); // a group of the path
			}
		}
	];
}

function there<T>(part: T | undefined, message: string): T {
	if (part === undefined) throw new AppError('NOT_FOUND', { message });
	return part;
}

/** Layers of messages that the asker may read: what each is, and the words of its status by value. */
const declaredLayers = (hub: Hub, { may }: Access) =>
	[...hub.layers.values()].flatMap((layer) =>
		layer instanceof SampledLayer || !may(layer.restricted)
			? []
			: [{ declaration: layer.entry.declaration, statuses: layer.entry.statuses }]
	);

const sampledOf = (hub: Hub): readonly SampledCoverage[] =>
	[...hub.layers.values()]
		.filter((layer) => layer instanceof SampledLayer)
		.map(({ id }) => ({ layer: id, sampled: true, step: stepOf(hub.tickHz) }));
