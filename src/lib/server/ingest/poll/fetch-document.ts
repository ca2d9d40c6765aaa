import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';

/** What a document was last known by, to ask only for a newer one. */
export interface Validators {
	readonly etag?: string;
	readonly lastModified?: string;
}

export interface Fetched {
	/** Absent: it is as it was. */
	readonly bytes?: Uint8Array;
	readonly validators: Validators;
}

export interface FetchOptions {
	readonly validators?: Validators;
	readonly authorization?: string | undefined;
	readonly timeout: Milliseconds;
	/** Bytes after decompression. */
	readonly mostBytes: number;
	/** Elsewhere is not followed: for addresses that came from a feed. */
	readonly stay?: boolean;
	readonly signal: AbortSignal;
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function secondsOf(retryAfter: string | null): number | undefined {
	if (retryAfter === null) return undefined;
	const seconds = Number(retryAfter);
	if (Number.isFinite(seconds)) return Math.max(0, seconds);
	const at = Date.parse(retryAfter);
	return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1000);
}

/** Asks for a document, conditionally when it is known. Throws FEED_UNREACHABLE with one sentence and `retryAfter` (s). */
export async function fetchDocument(url: string, options: FetchOptions): Promise<Fetched> {
	const { validators = {}, authorization, timeout, mostBytes, stay, signal } = options;
	try {
		const response = await fetch(url, {
			headers: {
				...(validators.etag !== undefined && { 'If-None-Match': validators.etag }),
				...(validators.lastModified !== undefined && { 'If-Modified-Since': validators.lastModified }),
				...(authorization !== undefined && { Authorization: authorization })
			},
			redirect: stay ? 'error' : 'follow',
			signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)])
		});
		if (response.status === 304) {
			await response.body?.cancel();
			return { validators };
		}
		if (!response.ok) {
			await response.body?.cancel();
			throw new AppError('FEED_UNREACHABLE', {
				message: `${url} answers ${response.status}${response.statusText ? ` ${response.statusText}` : ''}.`,
				retryAfter: secondsOf(response.headers.get('retry-after'))
			});
		}
		const etag = response.headers.get('etag');
		const lastModified = response.headers.get('last-modified');
		return {
			bytes: await read(response, url, mostBytes),
			validators: { ...(etag !== null && { etag }), ...(lastModified !== null && { lastModified }) }
		};
	} catch (cause) {
		if (cause instanceof AppError) throw cause;
		throw new AppError('FEED_UNREACHABLE', { message: `${url} ${problemOf(cause, timeout)}.` }, { cause });
	}
}

async function read({ body }: Response, url: string, mostBytes: number): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	// A fetched body gives bytes; its type in Node is any.
	for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
		bytes += chunk.byteLength;
		if (bytes > mostBytes)
			throw new AppError('FEED_UNREACHABLE', {
				message: `${url} sends more than ${mostBytes} bytes; nothing of it was used.`
			});
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function problemOf(cause: unknown, timeout: Milliseconds): string {
	if (!(cause instanceof Error)) return `failed: ${String(cause)}`;
	if (cause.name === 'TimeoutError') return `did not answer within ${timeout / 1000} s`;
	const inner = cause.cause instanceof Error ? cause.cause : cause;
	return `cannot be reached: ${inner.message || inner.name}`;
}
