import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { exportWish } from '#lib/model/briefing/export.ts';
import { AppError } from '#lib/model/errors.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import { publicOrigin } from '#lib/server/http/public-origin.ts';
import { parseBody } from '#lib/server/http/parse-body.ts';
import type { Route } from '#lib/server/http/route.ts';
import { BodyBudget, readBody } from '#lib/server/ingest/http/read-body.ts';
import { exportName, exportType } from './export-kinds.ts';
import type { ExportOrder, Exports } from './exports.ts';

const MOST_BYTES = 1000;
const MOST_AT_ONCE = 1_000_000;

/** Exports over HTTP, as model/briefing/export.ts says. Throws NOT_FOUND, EXPIRED, INPUT_INVALID. */
export function exportRoutes({ exports }: { readonly exports: () => Exports }): readonly Route[] {
	const budget = new BodyBudget(MOST_AT_ONCE);
	return [
		{
			method: 'POST',
			path: /^\/api\/briefings\/(?<id>[0-9A-Za-z]{16})\/export$/,
			async handle({ params, request, response }) {
				const bytes = await readBody(request, budget);
				const wish = parseBody(exportWish, bytes, { what: 'An export', mostBytes: MOST_BYTES });
				replyJson(response, exports().begin({ ...wish, ...placeOf(params, request) }));
			}
		},
		{
			method: 'GET',
			path: /^\/api\/briefings\/(?<id>[0-9A-Za-z]{16})\/export\/state$/,
			handle({ url, params, request, response }) {
				replyJson(response, exports().state({ ...wishOf(url), ...placeOf(params, request) }));
			}
		},
		{
			method: 'GET',
			path: /^\/api\/briefings\/(?<id>[0-9A-Za-z]{16})\/export$/,
			async handle({ url, params, request, response }) {
				const order = { ...wishOf(url), ...placeOf(params, request) };
				const path = await exports().path(order);
				response.setHeader('Content-Type', exportType(order.format));
				response.setHeader('Content-Length', statSync(path).size);
				response.setHeader('Content-Disposition', `attachment; filename="${exportName(order.id, order)}"`);
				response.setHeader('Cache-Control', 'no-store');
				if (request.method === 'HEAD') return void response.end();
				await pipeline(createReadStream(path), response).catch(() => undefined); // whoever asked is gone
			}
		}
	];
}

function wishOf({ searchParams }: URL) {
	const parsed = exportWish.safeParse(Object.fromEntries(searchParams));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	throw new AppError('INPUT_INVALID', {
		message: `${first?.path.join('.')}: ${first?.message ?? 'is wrong'}.`
	});
}

/** Which briefing, and the origin that its readers reach the server by: CITYLOOP_PUBLIC_URL, else what the request came to. */
function placeOf(
	{ id }: Readonly<Record<string, string>>,
	request: IncomingMessage
): Pick<ExportOrder, 'id' | 'publicOrigin'> {
	const asked = publicOrigin() ?? `http://${request.headers.host ?? ''}`;
	if (!URL.canParse(asked)) throw new AppError('INPUT_INVALID', { message: 'The request names no host.' });
	return { id: id!, publicOrigin: new URL(asked).origin }; // a group of the path
}
