import { AppError } from '#lib/model/errors.ts';
import { nameToForget, viewToSave, type NamedViews } from '#lib/model/saved-view.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import { parseBody } from '#lib/server/http/parse-body.ts';
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

const BODY = { what: 'A view', mostBytes: 256 * 1024 };

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
				const asked = parseBody(viewToSave, await readBody(request, budget), BODY);
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
				const { name, by } = parseBody(nameToForget, await readBody(request, budget), BODY);
				views().forget(name, by, Date.now());
				replyJson(response, list());
			}
		}
	];
}
