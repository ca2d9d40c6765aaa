import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AppError } from '#lib/model/errors.ts';
import { layerId } from '#lib/model/live-layer.ts';
import { bearerOf } from '../auth/access.ts';
import { replyJson } from '../http/json-reply.ts';
import type { Route } from '../http/route.ts';
import { deadLetterRoutes } from './dead-letter-routes.ts';
import { readDeclaration } from './declaration.ts';
import { checkContentType } from './http/content-types.ts';
import { requireIngest } from './http/ingest-access.ts';
import { BodyBudget, readBody } from './http/read-body.ts';
import { HTTP_SOURCE } from './source-names.ts';
import type { IngestRoutesOptions } from './ingest-routes-options.ts';

const MOST_KEY = 255;

/** The way in by HTTP: `POST /ingest/{adapter}[/…][?layer=]`, `PUT /ingest/layers/{layer}`, and the dead letters. */
export function ingestRoutes(options: IngestRoutesOptions): readonly Route[] {
	const { ingest } = options;
	const budget = new BodyBudget();
	return [
		...deadLetterRoutes(options),
		{
			method: 'PUT',
			path: /^\/ingest\/layers\/(?<layer>[^/]+)$/,
			async handle({ params, request, response }) {
				requireIngest(request, options);
				checkContentType(request, 'json');
				const layer = params['layer']!; // a group of the path
				const declared = () =>
					ingest()
						.bus.layers()
						.find(({ declaration }) => declaration.id === layer)?.declaration;
				await ingest().declare(readDeclaration(layer, await readBody(request, budget), declared()));
				replyJson(response, declared());
			}
		},
		{
			method: 'POST',
			// What follows the adapter is its own: a subscription, v1.1/Datastreams(5)/Observations.
			path: /^\/ingest\/(?<adapter>[a-z0-9-]+)(?:\/(?<rest>.+))?$/,
			async handle({ url, params, request, response }) {
				requireIngest(request, options);
				const { adapter, rest } = params;
				checkContentType(request, adapter!);
				const layer = layerOf(url);
				const key = keyOf(request, `${adapter}/${rest ?? ''}?${layer ?? ''}`);
				const receipt = await ingest().post({
					adapter: adapter!,
					bytes: await readBody(request, budget),
					source: HTTP_SOURCE,
					topic: decodeURIComponent(url.pathname),
					...(layer !== undefined && { layer }),
					...(key !== undefined && { key })
				});
				if (receipt.accepted > 0 || receipt.rejected.length === 0) return replyJson(response, receipt, 202);
				const { place, reason } = receipt.rejected[0]!;
				replyJson(
					response,
					{
						code: 'INPUT_INVALID',
						message: `Nothing in it could be used: ${place}: ${reason}.`,
						details: {},
						rejected: receipt.rejected
					},
					400
				);
			}
		}
	];
}

function layerOf(url: URL): string | undefined {
	const text = url.searchParams.get('layer');
	if (text === null) return undefined;
	const parsed = layerId.safeParse(text);
	if (parsed.success) return parsed.data;
	throw new AppError('INPUT_INVALID', {
		message: `?layer=${text.slice(0, 60)}: a layer is at most 48 small letters, digits, - and _.`
	});
}

/** The sender's key, within the sender and the address: two senders may use the same one. */
function keyOf(request: IncomingMessage, address: string): string | undefined {
	const key = request.headers['idempotency-key'];
	if (key === undefined) return undefined;
	if (Array.isArray(key) || key.length === 0 || key.length > MOST_KEY)
		throw new AppError('INPUT_INVALID', {
			message: `An Idempotency-Key has 1 to ${MOST_KEY} characters.`
		});
	return createHash('sha256')
		.update(JSON.stringify([bearerOf(request) ?? '', address, key]))
		.digest('base64url');
}
