import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import { shownUrl } from '../shown-url.ts';

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
	const { validators = {}, timeout, mostBytes, stay, signal } = options;
	const shown = shownUrl(url);
	const { address, authorization } = splitLogin(url, options.authorization);
	try {
		const response = await fetch(address, {
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
				message: `${shown} answers ${response.status}${response.statusText ? ` ${response.statusText}` : ''}.`,
				retryAfter: secondsOf(response.headers.get('retry-after'))
			});
		}
		const etag = response.headers.get('etag');
		const lastModified = response.headers.get('last-modified');
		return {
			bytes: await read(response, shown, mostBytes),
			validators: { ...(etag !== null && { etag }), ...(lastModified !== null && { lastModified }) }
		};
	} catch (cause) {
		if (cause instanceof AppError) throw cause;
		throw new AppError('FEED_UNREACHABLE', { message: `${shown} ${problemOf(cause, timeout)}.` }, { cause });
	}
}

/** A name and password in the address, which `fetch` refuses, as the header that they stand for. */
function splitLogin(url: string, authorization: string | undefined) {
	const address = new URL(url);
	const { username, password } = address;
	if (username === '') return { address, authorization };
	[address.username, address.password] = ['', ''];
	const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	return { address, authorization: authorization ?? `Basic ${Buffer.from(login).toString('base64')}` };
}

async function read({ body }: Response, shown: string, mostBytes: number): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	// A fetched body gives bytes; its type in Node is any.
	for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
		bytes += chunk.byteLength;
		if (bytes > mostBytes)
			throw new AppError('FEED_UNREACHABLE', {
				message: `${shown} sends more than ${mostBytes} bytes; nothing of it was used.`
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
