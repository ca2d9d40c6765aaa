import type { z } from 'zod';
import { checkContentType } from '#lib/server/ingest/http/content-types.ts';
import { requireIngest, type IngestAccess } from '#lib/server/ingest/http/ingest-access.ts';
import { BodyBudget, readBody } from '#lib/server/ingest/http/read-body.ts';
import { replyJson } from './json-reply.ts';
import { parseBody } from './parse-body.ts';
import type { Route } from './route.ts';

export interface PostLimits {
	/** For the sentence of a refusal: `A draft`. */
	readonly what: string;
	readonly mostBytes: number;
}

/** A route that takes JSON by a schema from whoever may send data, and answers what is made of it as JSON. */
export type PostRoute = <T extends z.ZodType>(
	path: RegExp,
	schema: T,
	/** `params`: groups of the path. */
	act: (body: z.output<T>, params: Readonly<Record<string, string>>) => unknown
) => Route;

/** Routes of one kind share the bytes that may be read at once. */
export function postRoutes(access: IngestAccess, limits: PostLimits): PostRoute {
	const budget = new BodyBudget();
	return (path, schema, act) => ({
		method: 'POST',
		path,
		async handle({ params, request, response }) {
			requireIngest(request, access);
			checkContentType(request, 'json');
			const body = parseBody(schema, await readBody(request, budget), limits);
			replyJson(response, await act(body, params));
		}
	});
}
