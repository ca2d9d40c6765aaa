import { AppError } from '#lib/model/errors.ts';
import { replyJson } from '../http/json-reply.ts';
import type { Route } from '../http/route.ts';
import { checkContentType } from '../ingest/http/content-types.ts';
import { requireIngest, type IngestAccess } from '../ingest/http/ingest-access.ts';
import { BodyBudget, readBody } from '../ingest/http/read-body.ts';
import { themeSwitch, type Themes, type ThemeSwitch } from './themes.ts';

export interface ThemeRoutesOptions extends IngestAccess {
	/** Throws NOT_FOUND when this server keeps nothing. */
	readonly themes: () => Themes;
}

/** `GET /api/themes` and `PUT /api/themes/{id}` with `{ on, districts? }`; both answer with all themes. */
export function themeRoutes(options: ThemeRoutesOptions): readonly Route[] {
	const budget = new BodyBudget();
	return [
		{
			method: 'GET',
			path: /^\/api\/themes$/,
			handle({ response }) {
				replyJson(response, options.themes().list());
			}
		},
		{
			method: 'PUT',
			path: /^\/api\/themes\/(?<id>[^/]+)$/,
			async handle({ params, request, response }) {
				requireIngest(request, options);
				checkContentType(request, 'json');
				const to = readSwitch(await readBody(request, budget));
				replyJson(response, await options.themes().switch(params['id']!, to)); // a group of the path
			}
		}
	];
}

function readSwitch(bytes: Uint8Array): ThemeSwitch {
	const parsed = themeSwitch.safeParse(parseJson(bytes));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	throw new AppError('INPUT_INVALID', {
		message: `${first?.path.join('.') || 'The body'}: ${first?.message ?? 'is wrong'}; send { "on": true, "districts"?: ["…"] }.`
	});
}

function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (cause) {
		throw new AppError(
			'INPUT_INVALID',
			{ message: 'The body is not JSON in UTF-8; send { "on": true, "districts"?: ["…"] }.' },
			{ cause }
		);
	}
}
