import type { z } from 'zod';
import { draftToForget, draftToKeep, templateToFill } from '#lib/model/briefing/contract.ts';
import { AppError } from '#lib/model/errors.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import { postRoutes } from '#lib/server/http/post-route.ts';
import type { Route } from '#lib/server/http/route.ts';
import type { IngestAccess } from '#lib/server/ingest/http/ingest-access.ts';
import type { Briefings } from './briefings.ts';

export interface DraftRoutesOptions extends IngestAccess {
	readonly briefings: () => Briefings;
	/** Id of the city that is shown: maps of others are refused. */
	readonly city: () => string;
}

/** Thirty steps with the longest texts in both languages and a full view each have room. */
export const DRAFT_LIMITS = { what: 'A draft', mostBytes: 2 * 2 ** 20 } as const;

/** Drafts over HTTP, as model/briefing/contract.ts says. */
export function draftRoutes(options: DraftRoutesOptions): readonly Route[] {
	const { briefings, city } = options;
	const post = postRoutes(options, DRAFT_LIMITS);

	function checkCity({ draft: { steps } }: z.output<typeof draftToKeep>): void {
		for (const { id, figure } of steps)
			if (figure?.kind === 'map' && figure.view.city !== city())
				throw new AppError('INPUT_INVALID', {
					message: `The map of step ${id} is of city ${figure.view.city}; this server shows ${city()}.`
				});
	}

	return [
		{
			method: 'GET',
			path: /^\/api\/briefings\/drafts$/,
			handle({ response }) {
				replyJson(response, briefings().draftList());
			}
		},
		{
			method: 'GET',
			path: /^\/api\/briefings\/drafts\/(?<id>[^/]+)$/,
			handle({ params, response }) {
				replyJson(response, briefings().drafts.get(params['id']!)); // a group of the path
			}
		},
		post(/^\/api\/briefings\/drafts$/, draftToKeep, (body) => {
			checkCity(body);
			const added = briefings().drafts.add(body.draft, body.by, Date.now());
			briefings().changed();
			return added;
		}),
		post(/^\/api\/briefings\/drafts\/template$/, templateToFill, ({ by }) => {
			const added = briefings().drafts.add(briefings().daily(by), by, Date.now());
			briefings().changed();
			return added;
		}),
		post(/^\/api\/briefings\/drafts\/(?<id>[0-9a-z]{10})$/, draftToKeep, (body, { id }) => {
			checkCity(body);
			const { draft, rev, by } = body;
			if (rev === undefined)
				throw new AppError('INPUT_INVALID', { message: 'rev: say which revision of the draft was edited.' });
			const replaced = briefings().drafts.replace(id!, draft, rev, by, Date.now()); // a group of the path
			briefings().changed();
			return replaced;
		}),
		post(/^\/api\/briefings\/drafts\/(?<id>[0-9a-z]{10})\/forget$/, draftToForget, (_, { id }) => {
			briefings().drafts.remove(id!); // a group of the path
			briefings().changed();
			return briefings().draftList();
		})
	];
}
