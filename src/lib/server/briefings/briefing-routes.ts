import { replyJson } from '#lib/server/http/json-reply.ts';
import type { Route } from '#lib/server/http/route.ts';
import { draftRoutes, type DraftRoutesOptions } from './draft-routes.ts';
import { freezeRoutes } from './freeze-routes.ts';
import { presentingRoutes } from './presenting-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { serveFrozenFile } from './serve-frozen-file.ts';

/** Briefings over HTTP, as model/briefing/contract.ts says. */
export function briefingRoutes(options: DraftRoutesOptions): readonly Route[] {
	const { briefings } = options;
	return [
		...draftRoutes(options),
		...freezeRoutes(options),
		...presentingRoutes(options),
		...scheduleRoutes(options),
		{
			method: 'GET',
			path: /^\/api\/briefings$/,
			handle({ response }) {
				replyJson(response, briefings().list());
			}
		},
		{
			method: 'GET',
			path: /^\/api\/briefings\/(?<id>[0-9A-Za-z]{16})$/,
			handle({ params, response }) {
				const bytes = briefings().frozen.bytes(params['id']!, Date.now()); // a group of the path
				response.setHeader('Content-Type', 'application/json; charset=utf-8');
				response.setHeader('Cache-Control', 'no-store');
				response.end(bytes);
			}
		},
		{
			method: 'GET',
			path: /^\/api\/briefings\/(?<id>[0-9A-Za-z]{16})\/about$/,
			handle({ params, response }) {
				replyJson(response, briefings().frozen.about(params['id']!, Date.now())); // a group of the path
			}
		},
		{
			method: 'GET',
			path: /^\/api\/briefings\/(?<id>[0-9A-Za-z]{16})\/files\/(?<name>.+)$/,
			handle({ params, request, response }) {
				const { frozen } = briefings();
				const { id, name } = params;
				serveFrozenFile(frozen, { id: id!, name: name! }, request, response); // groups of the path
			}
		}
	];
}
