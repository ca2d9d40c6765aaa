import { briefingSchedule, scheduleToForget } from '#lib/model/briefing/schedule.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import { postRoutes } from '#lib/server/http/post-route.ts';
import type { Route } from '#lib/server/http/route.ts';
import type { IngestAccess } from '#lib/server/ingest/http/ingest-access.ts';
import type { Briefings } from './briefings.ts';

/** What is frozen by itself, as model/briefing/schedule.ts says. */
export function scheduleRoutes(
	options: IngestAccess & { readonly briefings: () => Briefings }
): readonly Route[] {
	const { briefings } = options;
	const post = postRoutes(options, { what: 'A schedule', mostBytes: 16 * 1024 });
	return [
		{
			method: 'GET',
			path: /^\/api\/briefings\/schedules$/,
			handle({ response }) {
				replyJson(response, briefings().scheduleList());
			}
		},
		post(/^\/api\/briefings\/schedules$/, briefingSchedule, (schedule) => {
			briefings().putSchedule(schedule);
			return briefings().scheduleList();
		}),
		post(/^\/api\/briefings\/schedules\/forget$/, scheduleToForget, ({ name }) => {
			briefings().removeSchedule(name);
			return briefings().scheduleList();
		})
	];
}
