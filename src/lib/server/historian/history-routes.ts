import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#lib/model/errors.ts';
import { HASH_HEADER, OFFSET_HEADER, STEP_HEADER, type SampledCoverage } from '#lib/model/history.ts';
import type { Access } from '#lib/server/auth/access.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import type { Route, RouteRequest } from '#lib/server/http/route.ts';
import { logOf } from '#lib/server/log.ts';
import { repliedFromCache } from './cached-reply.ts';
import type { Historian, WindowAnswer } from './historian.ts';
import { parseCoverage, parseState, parseWindow } from './history-params.ts';

const log = logOf('history');

export interface HistoryRoutesOptions {
	readonly historian: () => Historian;
	/** Layers that are functions of time. */
	readonly sampled: () => readonly SampledCoverage[];
	readonly access: (request: IncomingMessage) => Access;
}

/**
 * The past over HTTP, as model/history.ts says: `/api/history/coverage`, `/api/history/window` and
 * `/api/history/at`. A restricted layer answers FORBIDDEN without its right.
 */
export const historyRoutes = (options: HistoryRoutesOptions): readonly Route[] => [
	{
		method: 'GET',
		path: /^\/api\/history\/coverage$/,
		handle: (asked) => replyCoverage(options, asked)
	},
	{
		method: 'GET',
		path: /^\/api\/history\/window$/,
		handle: (asked) => replyWindow(options, asked)
	},
	{
		method: 'GET',
		path: /^\/api\/history\/at$/,
		handle: (asked) => replyState(options, asked)
	}
];

/** Of the layers that the asker may read. */
async function replyCoverage(
	options: HistoryRoutesOptions,
	{ url, request, response }: RouteRequest
): Promise<void> {
	const { layer } = parseCoverage(url);
	const sampled = options.sampled().filter((coverage) => layer === undefined || coverage.layer === layer);
	if (layer !== undefined && sampled.length > 0) return replyJson(response, sampled);
	if (layer !== undefined) await allow(options, request, layer);
	const { may } = options.access(request);
	const kept = await options.historian().coverage(layer);
	const readable = kept.filter(({ restricted }) => may(restricted));
	replyJson(response, [...sampled, ...readable.map(({ restricted: _right, ...coverage }) => coverage)]);
}

async function replyWindow(
	options: HistoryRoutesOptions,
	{ url, request, response }: RouteRequest
): Promise<void> {
	const { v, bbox, entity, fields, step, ...asked } = parseWindow(url);
	const shared = await allow(options, request, asked.layer);
	const gone = goneSignal(response);
	try {
		const answer = await options.historian().window({
			...asked,
			...(bbox && { bbox }),
			...(entity !== undefined && { entity }),
			...(fields && { fields }),
			...(step !== undefined && { step }),
			signal: gone
		});
		const immutable = answer.sealed && v === answer.version;
		await sendWindow(answer, { immutable, shared }, request, response);
	} catch (cause) {
		if (gone.aborted || response.destroyed) return;
		if (!response.headersSent) throw cause;
		// The head has gone out: to cut the answer short is all that can still be said to whoever asked.
		response.destroy();
		log.error({ err: cause, layer: asked.layer }, 'a window of history broke off');
	}
}

async function sendWindow(
	answer: WindowAnswer,
	cache: { readonly immutable: boolean; readonly shared: boolean },
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	response.setHeader(STEP_HEADER, String(answer.step));
	response.setHeader(OFFSET_HEADER, String(answer.offset));
	if (repliedFromCache(request, response, { etag: answer.etag, ...cache })) return;
	response.setHeader('Content-Type', 'application/vnd.apache.arrow.stream');
	if (request.method === 'HEAD') return void response.end();
	await send(answer.stream, response);
}

async function replyState(
	options: HistoryRoutesOptions,
	{ url, request, response }: RouteRequest
): Promise<void> {
	const { layer, t, by, stamps } = parseState(url);
	const shared = await allow(options, request, layer);
	const { frame, hash, etag, offset } = await options.historian().at(layer, t, by, stamps === '1');
	response.setHeader(HASH_HEADER, hash);
	response.setHeader(OFFSET_HEADER, String(offset));
	if (repliedFromCache(request, response, { etag, immutable: false, shared })) return;
	response.setHeader('Content-Type', 'application/octet-stream');
	response.end(frame);
}

/** True when everyone may read the layer. Throws FORBIDDEN when the asker may not, LAYER_UNKNOWN. */
async function allow(
	{ historian, access }: HistoryRoutesOptions,
	request: IncomingMessage,
	layer: string
): Promise<boolean> {
	const right = await historian().restriction(layer);
	if (access(request).may(right)) return right === undefined;
	throw new AppError('FORBIDDEN', {
		message: `${layer} is restricted: send a token that has the right '${right}'.`,
		layer
	});
}

/** Aborts when whoever asked is gone before the answer was. */
function goneSignal(response: ServerResponse): AbortSignal {
	const gone = new AbortController();
	if (response.closed) gone.abort();
	response.once('close', () => {
		if (!response.writableFinished) gone.abort();
	});
	return gone.signal;
}

/** Sends chunks as fast as they are taken. What fails before the first one is still an error reply. */
async function send(chunks: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
	const iterator = chunks[Symbol.asyncIterator]();
	const first = await iterator.next();
	async function* all() {
		try {
			if (!first.done) yield first.value;
			for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
		} finally {
			await iterator.return?.();
		}
	}
	await pipeline(Readable.from(all(), { objectMode: false, highWaterMark: 1 }), response);
}
