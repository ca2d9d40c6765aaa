import { slideToShow } from '#lib/model/briefing/presenting.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import { postRoutes } from '#lib/server/http/post-route.ts';
import type { Route } from '#lib/server/http/route.ts';
import type { IngestAccess } from '#lib/server/ingest/http/ingest-access.ts';
import { Presentings } from './presentings.ts';

const PATH = /^\/api\/briefings\/(?<id>[0-9A-Za-z]{16})\/presenting$/;

/** Leading others through a briefing, as model/briefing/presenting.ts says. */
export function presentingRoutes(access: IngestAccess): readonly Route[] {
	const presentings = new Presentings();
	const post = postRoutes(access, { what: 'A slide to show', mostBytes: 4096 });
	return [
		{
			method: 'GET',
			path: PATH,
			handle({ params, response }) {
				replyJson(response, presentings.now(params['id']!, Date.now())); // a group of the path
			}
		},
		// The path has the group.
		post(PATH, slideToShow, (shown, { id }) => presentings.show(id!, shown, Date.now()))
	];
}
