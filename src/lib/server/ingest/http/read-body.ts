import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AppError } from '#lib/model/errors.ts';

/** Bytes of a body as sent, and after decompression. */
export const BODY_LIMITS = { sent: 16 * 2 ** 20, inflated: 64 * 2 ** 20 } as const;

const inflate = promisify(gunzip);

/** Bytes of bodies that are being read, all together: beyond, senders are told to wait. */
export class BodyBudget {
	#left: number;

	constructor(most: number = 128 * 2 ** 20) {
		this.#left = most;
	}

	/** Throws OVERLOADED. */
	take(bytes: number): void {
		if (bytes > this.#left)
			throw new AppError('OVERLOADED', { message: 'Too many large bodies are being sent. Try again later.' });
		this.#left -= bytes;
	}

	giveBack(bytes: number): void {
		this.#left += bytes;
	}
}

/**
 * The body of a request, decompressed. Throws INPUT_TOO_LARGE, INPUT_TYPE_UNSUPPORTED for another compression than
 * gzip, INPUT_INVALID for gzip that is none, OVERLOADED beyond the budget.
 */
export async function readBody(request: IncomingMessage, budget: BodyBudget): Promise<Uint8Array> {
	const limits = BODY_LIMITS;
	const encoding = String(request.headers['content-encoding'] ?? 'identity').toLowerCase();
	if (encoding !== 'identity' && encoding !== 'gzip')
		throw new AppError('INPUT_TYPE_UNSUPPORTED', {
			message: `The body is compressed with ${encoding.slice(0, 40)}; send it with gzip or as it is.`
		});
	if (Number(request.headers['content-length'] ?? 0) > limits.sent) throw tooLarge(limits.sent);
	const chunks: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const chunk of request as AsyncIterable<Buffer>) {
			budget.take(chunk.byteLength);
			bytes += chunk.byteLength;
			if (bytes > limits.sent) throw tooLarge(limits.sent);
			chunks.push(chunk);
		}
	} finally {
		budget.giveBack(bytes);
	}
	const sent = bytesOf(chunks, bytes);
	if (encoding === 'identity') return sent;
	try {
		return new Uint8Array(await inflate(sent, { maxOutputLength: limits.inflated }));
	} catch (cause) {
		if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE')
			throw tooLarge(limits.inflated);
		throw new AppError(
			'INPUT_INVALID',
			{ message: 'The body is not gzip, though its header says so.' },
			{ cause }
		);
	}
}

/** In a buffer of their own, which can be moved to another thread. */
function bytesOf(chunks: readonly Buffer[], length: number): Uint8Array {
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.byteLength;
	}
	return bytes;
}

const tooLarge = (limit: number) =>
	new AppError('INPUT_TOO_LARGE', {
		message: `The body has more than ${limit} bytes: send it in parts.`,
		limit
	});
