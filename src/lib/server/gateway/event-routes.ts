import type { IncomingMessage } from 'node:http';
import { AppError } from '#lib/model/errors.ts';
import type { StoredEvent } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { LIMITS } from '#lib/model/wire/events.ts';
import type { Access } from '#lib/server/auth/access.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import type { Route } from '#lib/server/http/route.ts';
import type { Hub } from '#lib/server/hub/hub.ts';

/** Answer of `GET /api/events/{layer}`. */
export interface EventsReply {
	/** Oldest first. */
	readonly events: readonly StoredEvent[];
	/** Offset of the layer's newest event: ask again after the last one given while that is below. */
	readonly end: number;
}

/**
 * `GET /api/events/{layer}?after=<offset>&limit=<1…1000>`: the layer's events after an offset, 0 by default; with
 * `before=<ms>` instead the newest of those received before an instant.
 * LAYER_UNKNOWN, FORBIDDEN without the layer's right, INPUT_INVALID for numbers that are none.
 */
export function eventRoutes({
	hub,
	access
}: {
	readonly hub: () => Hub;
	readonly access: (request: IncomingMessage) => Access;
}): readonly Route[] {
	return [
		{
			method: 'GET',
			path: /^\/api\/events\/(?<layer>[^/]+)$/,
			handle({ url, params, request, response }) {
				const layer = hub().events(params['layer']!, access(request)); // a group of the path
				const limit = wholeNumber(url, 'limit', 1, LIMITS.events, LIMITS.events);
				const before = instant(url, 'before');
				const events =
					before === undefined
						? layer.after(wholeNumber(url, 'after', 0, Number.MAX_SAFE_INTEGER, 0), limit)
						: layer.before(before, limit);
				const reply: EventsReply = { events, end: layer.told };
				replyJson(response, reply);
			}
		}
	];
}

/** ms, with the fractions that times of receipt have. */
function instant(url: URL, name: string): EpochMs | undefined {
	const text = url.searchParams.get(name);
	if (text === null) return undefined;
	if (/^\d{1,16}(?:\.\d{1,6})?$/.test(text)) return Number(text);
	throw new AppError('INPUT_INVALID', {
		message: `${name} is milliseconds since 1970, not '${text.slice(0, 40)}'.`,
		option: name
	});
}

function wholeNumber(url: URL, name: string, least: number, most: number, otherwise: number): number {
	const text = url.searchParams.get(name);
	if (text === null) return otherwise;
	const value = /^\d+$/.test(text) ? Number(text) : NaN;
	if (value >= least && value <= most) return value;
	throw new AppError('INPUT_INVALID', {
		message: `${name} is a whole number from ${least} to ${most}, not '${text}'.`,
		option: name
	});
}
