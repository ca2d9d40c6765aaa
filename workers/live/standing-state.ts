import { AppError, type SerialisedError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import type { EntityReply } from '#lib/model/wire/events.ts';
import type { Frame } from '#lib/model/wire/frame.ts';
import { INSTANT_HEADER, type InstantInfo } from '#lib/model/wire/instant.ts';

/** A layer at one instant of the server's clock. */
export interface StandingState {
	/** A snapshot, true at its `t0`. */
	readonly frame: Frame;
	readonly info: InstantInfo;
}

/** Asks the server for a layer at an instant; its own error, or FEED_UNREACHABLE. */
export async function fetchStanding(
	origin: string,
	layer: string,
	at: EpochMs,
	signal: AbortSignal
): Promise<StandingState> {
	const response = await ask(origin, layer, `t=${at}`, signal);
	const frame = decodeFrame(await response.arrayBuffer());
	const info = JSON.parse(response.headers.get(INSTANT_HEADER) ?? 'null') as InstantInfo | null; // our own server's reply
	if (!info)
		throw new AppError('FEED_UNREACHABLE', { url: response.url, message: `${INSTANT_HEADER} is missing` });
	return { frame, info };
}

/** What the card of a dictionary row says at an instant. */
export async function fetchFacts(
	origin: string,
	layer: string,
	at: EpochMs,
	idx: number,
	signal: AbortSignal
): Promise<EntityReply> {
	const response = await ask(origin, layer, `t=${at}&entity=${idx}`, signal);
	return (await response.json()) as EntityReply; // our own server's reply
}

async function ask(origin: string, layer: string, query: string, signal: AbortSignal): Promise<Response> {
	const url = new URL(`/api/live/${encodeURIComponent(layer)}/at?${query}`, origin);
	const response = await fetch(url, { signal }).catch((cause: unknown) => {
		if (signal.aborted) throw new AppError('ABORTED', {}, { cause });
		throw new AppError(
			'FEED_UNREACHABLE',
			{ message: `${url.pathname} does not answer.`, url: url.href },
			{ cause }
		);
	});
	if (response.ok) return response;
	const told = (await response.json().catch(() => undefined)) as SerialisedError | undefined; // our own server's reply
	if (told?.code) throw AppError.revive(told);
	throw new AppError('FEED_UNREACHABLE', { url: url.href, status: response.status });
}
