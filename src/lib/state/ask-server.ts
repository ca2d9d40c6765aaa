import { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails } from '#lib/model/errors.ts';

export interface Asked {
	readonly method?: 'GET' | 'POST' | 'PUT';
	readonly body?: unknown;
	readonly signal?: AbortSignal;
	/** Proves the right to write to a server that asks for it. */
	readonly token?: string | undefined;
	/** The body is large: it goes with gzip. */
	readonly zipped?: boolean;
}

/**
 * Our server's JSON at a path. Throws the server's own error, FEED_UNREACHABLE when nobody answers, ABORTED by the
 * signal; the status is in the details.
 */
export async function askServer<T>(path: string, asked: Asked = {}): Promise<T> {
	const { method = 'GET', body, signal, token, zipped = false } = asked;
	const json = body === undefined ? undefined : JSON.stringify(body);
	const response = await fetch(path, {
		method,
		...(signal && { signal }),
		...(json !== undefined && { body: zipped ? await gzip(json) : json }),
		headers: {
			...(json !== undefined && { 'content-type': 'application/json' }),
			...(json !== undefined && zipped && { 'content-encoding': 'gzip' }),
			...(token && { authorization: `Bearer ${token}` })
		}
	}).catch((cause: unknown) => {
		if (signal?.aborted) throw new AppError('ABORTED', {}, { cause });
		throw new AppError('FEED_UNREACHABLE', { message: `${path} does not answer.`, path }, { cause });
	});
	const said: unknown = await response.json().catch((cause: unknown) => {
		if (signal?.aborted) throw new AppError('ABORTED', {}, { cause });
		if (response.ok)
			throw new AppError('FEED_UNREACHABLE', { message: `${path} broke off its answer.`, path }, { cause });
	});
	if (!response.ok) throw refusal(path, response.status, said);
	return said as T; // our own server's reply, by the contract in the model
}

const gzip = (text: string): Promise<Blob> =>
	new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob();

function refusal(path: string, status: number, said: unknown): AppError {
	const { code, message, details } = (said ?? {}) as {
		code?: string;
		message?: string;
		details?: ErrorDetails;
	};
	const known = ERROR_CODES.find((one): one is ErrorCode => one === code);
	return new AppError(known ?? 'FEED_UNREACHABLE', {
		...details,
		message: message ?? `${path} answers ${status}.`,
		status
	});
}
