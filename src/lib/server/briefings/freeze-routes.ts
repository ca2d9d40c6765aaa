import { freezeRequest, valuesRequest } from '#lib/model/briefing/contract.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import { postRoutes } from '#lib/server/http/post-route.ts';
import type { Route } from '#lib/server/http/route.ts';
import type { IngestAccess } from '#lib/server/ingest/http/ingest-access.ts';
import type { Briefings } from './briefings.ts';
import { DRAFT_LIMITS } from './draft-routes.ts';

export interface FreezeRoutesOptions extends IngestAccess {
	readonly briefings: () => Briefings;
}

/** Freezing over HTTP, and a look at the numbers before it, as model/briefing/contract.ts says. */
export function freezeRoutes(options: FreezeRoutesOptions): readonly Route[] {
	const { briefings } = options;
	const post = postRoutes(options, DRAFT_LIMITS);
	return [
		{
			method: 'GET',
			path: /^\/api\/briefings\/freezing\/(?<job>[^/]+)$/,
			handle({ params, response }) {
				replyJson(response, briefings().freezing.state(params['job']!)); // a group of the path
			}
		},
		post(/^\/api\/briefings\/drafts\/(?<id>[0-9a-z]{10})\/freeze$/, freezeRequest, ({ corrects }, { id }) => {
			const { draft } = briefings().drafts.get(id!); // a group of the path
			return { job: briefings().freeze(draft, corrects && { corrects }).id };
		}),
		post(/^\/api\/briefings\/values$/, valuesRequest, (wanted) => briefings().valuesNow(wanted))
	];
}
