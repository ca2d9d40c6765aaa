import type { z } from 'zod';
import { noteToAdd, noteToEdit, noteToMove, type NoteLog, type Notes } from '#lib/model/note.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import { parseBody } from '#lib/server/http/parse-body.ts';
import type { Route, RouteRequest } from '#lib/server/http/route.ts';
import { checkContentType } from '#lib/server/ingest/http/content-types.ts';
import { requireIngest, type IngestAccess } from '#lib/server/ingest/http/ingest-access.ts';
import { BodyBudget, readBody } from '#lib/server/ingest/http/read-body.ts';
import type { NoteBook } from './note-book.ts';

export interface NoteRoutesOptions extends IngestAccess {
	readonly notes: () => NoteBook;
	/** Other pages hear of it. */
	readonly changed: (rev: number) => void;
}

/** Of a note as sent: two hundred corners and the longest text have room. */
const MOST_BYTES = 64 * 1024;

/**
 * `GET /api/notes`, `GET /api/notes/{id}` (its log), `POST /api/notes` and `POST /api/notes/{id}/edit`, `…/remove`,
 * `…/restore` (model/note.ts). Writing needs the right that sending data needs.
 */
export function noteRoutes(options: NoteRoutesOptions): readonly Route[] {
	const { notes } = options;
	const budget = new BodyBudget();
	const list = (id?: string): Notes => ({
		rev: notes().rev,
		notes: notes().notes,
		...(id !== undefined && { id })
	});

	/** What `act` answers is the id of a note that it made. */
	function post<T extends z.ZodType>(
		path: RegExp,
		schema: T,
		act: (id: string, body: z.output<T>, now: number) => unknown
	): Route {
		return {
			method: 'POST',
			path,
			async handle({ params, request, response }: RouteRequest) {
				requireIngest(request, options);
				checkContentType(request, 'json');
				const bytes = await readBody(request, budget);
				const body = parseBody(schema, bytes, { what: 'A note', mostBytes: MOST_BYTES });
				const id = act(params['id'] ?? '', body, Date.now());
				options.changed(notes().rev);
				replyJson(response, list(typeof id === 'string' ? id : undefined));
			}
		};
	}

	return [
		{
			method: 'GET',
			path: /^\/api\/notes$/,
			handle({ response }) {
				replyJson(response, list());
			}
		},
		{
			method: 'GET',
			path: /^\/api\/notes\/(?<id>[^/]+)$/,
			handle({ params, response }) {
				replyJson(response, { log: notes().log(params['id']!) } satisfies NoteLog); // a group of the path
			}
		},
		post(/^\/api\/notes$/, noteToAdd, (_, note, now) => notes().add(note, now)),
		post(/^\/api\/notes\/(?<id>[^/]+)\/edit$/, noteToEdit, (id, { text, by }, now) =>
			notes().edit(id, text, by, now)
		),
		post(/^\/api\/notes\/(?<id>[^/]+)\/remove$/, noteToMove, (id, { by }, now) =>
			notes().remove(id, by, now)
		),
		post(/^\/api\/notes\/(?<id>[^/]+)\/restore$/, noteToMove, (id, { by }, now) =>
			notes().restore(id, by, now)
		)
	];
}
