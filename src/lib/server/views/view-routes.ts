import type { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import { nameToForget, viewToSave, type NamedViews } from '#lib/model/saved-view.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import type { Route } from '#lib/server/http/route.ts';
import { checkContentType } from '#lib/server/ingest/http/content-types.ts';
import { requireIngest, type IngestAccess } from '#lib/server/ingest/http/ingest-access.ts';
import { BodyBudget, readBody } from '#lib/server/ingest/http/read-body.ts';
import type { SavedViews } from './saved-views.ts';

export interface ViewRoutesOptions extends IngestAccess {
	readonly views: () => SavedViews;
	/** Id of the city that is shown: views of others are refused. */
	readonly city: () => string;
}

/** Bytes of a view as sent. */
const MOST_BYTES = 256 * 1024;

/**
 * `GET /api/views` (those with names), `GET /api/views/{id}`, `POST /api/views` and `POST /api/views/forget`
 * (model/saved-view.ts). Saving needs the right that sending data needs.
 */
export function viewRoutes(options: ViewRoutesOptions): readonly Route[] {
	const { views, city } = options;
	const budget = new BodyBudget();
	const list = (id?: string): NamedViews => ({
		named: views().named(Date.now()),
		...(id !== undefined && { id })
	});
	return [
		{
			method: 'GET',
			path: /^\/api\/views$/,
			handle({ response }) {
				replyJson(response, list());
			}
		},
		{
			method: 'GET',
			path: /^\/api\/views\/(?<id>[^/]+)$/,
			handle({ params, response }) {
				replyJson(response, views().get(params['id']!)); // a group of the path
			}
		},
		{
			method: 'POST',
			path: /^\/api\/views$/,
			async handle({ request, response }) {
				requireIngest(request, options);
				checkContentType(request, 'json');
				const asked = parse(viewToSave, await readBody(request, budget));
				if (asked.view.spec.city !== city())
					throw new AppError('INPUT_INVALID', {
						message: `The view is of city ${asked.view.spec.city}; this server shows ${city()}.`
					});
				replyJson(response, list(views().save(asked, Date.now())));
			}
		},
		{
			method: 'POST',
			path: /^\/api\/views\/forget$/,
			async handle({ request, response }) {
				requireIngest(request, options);
				checkContentType(request, 'json');
				const { name, by } = parse(nameToForget, await readBody(request, budget));
				views().forget(name, by, Date.now());
				replyJson(response, list());
			}
		}
	];
}

function parse<T extends z.ZodType>(schema: T, bytes: Uint8Array): z.output<T> {
	if (bytes.byteLength > MOST_BYTES)
		throw new AppError('INPUT_TOO_LARGE', { message: `A view has at most ${MOST_BYTES} bytes.` });
	const parsed = schema.safeParse(jsonOf(bytes));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	throw new AppError('INPUT_INVALID', {
		message: `${first?.path.join('.') || 'The body'}: ${first?.message ?? 'is wrong'}.`
	});
}

function jsonOf(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(bytes).toString('utf8'));
	} catch {
		return undefined;
	}
}
