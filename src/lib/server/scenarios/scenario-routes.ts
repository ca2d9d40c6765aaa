import { AppError } from '#lib/model/errors.ts';
import {
	runToKeep,
	scenarioToForget,
	scenarioToKeep,
	scenarioToMove,
	type BaselineNow
} from '#lib/model/scenario/contract.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import { takesGzip } from '#lib/server/http/pack-files.ts';
import { postRoutes } from '#lib/server/http/post-route.ts';
import type { Route } from '#lib/server/http/route.ts';
import type { IngestAccess } from '#lib/server/ingest/http/ingest-access.ts';
import type { CityScenarios } from './city-scenarios.ts';

export interface ScenarioRoutesOptions extends IngestAccess {
	readonly scenarios: () => CityScenarios;
	/** What a scenario that begins now takes over. */
	readonly baseline: () => Promise<BaselineNow>;
}

/** Five hundred edits of two thousand links each would not fit; what people make does, many times over. */
const SCENARIO_LIMITS = { what: 'A scenario', mostBytes: 2 * 2 ** 20 } as const;
/** A result of a large city, unpacked. */
const RUN_LIMITS = { what: 'A result', mostBytes: 64 * 2 ** 20 } as const;

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Scenarios over HTTP, as model/scenario/contract.ts says. */
export function scenarioRoutes(options: ScenarioRoutesOptions): readonly Route[] {
	const { scenarios } = options;
	const post = postRoutes(options, SCENARIO_LIMITS);
	const postRun = postRoutes(options, RUN_LIMITS);
	return [
		{
			method: 'GET',
			path: /^\/api\/scenarios$/,
			handle({ response }) {
				replyJson(response, scenarios().list());
			}
		},
		{
			method: 'GET',
			path: /^\/api\/scenarios\/baseline$/,
			async handle({ response }) {
				replyJson(response, await options.baseline());
			}
		},
		{
			method: 'GET',
			path: /^\/api\/scenarios\/figures$/,
			handle({ response }) {
				replyJson(response, scenarios().figures());
			}
		},
		{
			method: 'GET',
			path: /^\/api\/scenarios\/results\/(?<inputs>[^/]+)$/,
			async handle({ params, request, response }) {
				const inputs = params['inputs']!; // a group of the path
				const zipped = takesGzip(request);
				const bytes = await scenarios().results[zipped ? 'zipped' : 'json'](inputs);
				response.setHeader('Content-Type', 'application/json; charset=utf-8');
				response.setHeader('Cache-Control', FOR_EVER);
				response.setHeader('Vary', 'Accept-Encoding');
				if (zipped) response.setHeader('Content-Encoding', 'gzip');
				response.end(bytes);
			}
		},
		{
			method: 'GET',
			path: /^\/api\/scenarios\/(?<id>[^/]+)$/,
			handle({ params, response }) {
				replyJson(response, scenarios().get(params['id']!)); // a group of the path
			}
		},
		post(/^\/api\/scenarios$/, scenarioToKeep, ({ draft, by }) =>
			scenarios().add(draft, { by, at: Date.now() })
		),
		post(/^\/api\/scenarios\/(?<id>[^/]+)$/, scenarioToKeep, ({ draft, by, rev }, { id }) => {
			if (rev === undefined)
				throw new AppError('INPUT_INVALID', {
					message: 'rev: say which revision of the scenario was edited.'
				});
			return scenarios().replace(id!, draft, rev, { by, at: Date.now() }); // a group of the path
		}),
		post(/^\/api\/scenarios\/(?<id>[^/]+)\/status$/, scenarioToMove, ({ status, rev, by, note }, { id }) =>
			scenarios().move(id!, status, rev, { by, at: Date.now() }, note)
		),
		post(/^\/api\/scenarios\/(?<id>[^/]+)\/forget$/, scenarioToForget, (_, { id }) => {
			scenarios().forget(id!); // a group of the path
			return scenarios().list();
		}),
		postRun(/^\/api\/scenarios\/(?<id>[^/]+)\/runs$/, runToKeep, (body, { id }) =>
			scenarios().keepRun(id!, body)
		)
	];
}
