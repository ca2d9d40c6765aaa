import type { ServerResponse } from 'node:http';
import { AppError } from '#lib/model/errors.ts';
import { INSTANT_HEADER } from '#lib/model/wire/instant.ts';
import type { Access } from '#lib/server/auth/access.ts';
import type { LiveService } from '#lib/server/live/start-live.ts';
import { replyJson } from './json-reply.ts';

const FARTHEST_MS = 400 * 86_400_000;

/**
 * `GET /api/live/<layer>/at?t=<epoch ms>`: the layer at an instant as a snapshot frame; with `&entity=<row>`
 * the facts of one entity then, as JSON. INPUT_INVALID for an instant that is none or too far from now.
 */
export function answerInstant(
	live: LiveService,
	layer: string,
	{ url, response, access }: { readonly url: URL; readonly response: ServerResponse; readonly access: Access }
): void {
	const asked = url.searchParams.get('t');
	const at = Number(asked?.trim() ? asked : NaN);
	if (!Number.isFinite(at) || Math.abs(at - Date.now()) > FARTHEST_MS)
		throw new AppError('INPUT_INVALID', {
			message: `t is milliseconds since 1970, within 400 days of now; not '${asked ?? ''}'.`,
			option: 't'
		});
	const entity = url.searchParams.get('entity');
	if (entity !== null) {
		replyJson(response, live.factsAt(layer, /^\d+$/.test(entity) ? Number(entity) : NaN, at, access));
		return;
	}
	const { frame, info } = live.stateAt(layer, at, access);
	response.setHeader('Content-Type', 'application/octet-stream');
	response.setHeader('Cache-Control', 'no-store');
	response.setHeader(INSTANT_HEADER, JSON.stringify(info));
	response.end(frame);
}
