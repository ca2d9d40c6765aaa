import { AppError, type SerialisedError } from '#lib/model/errors.ts';
import { MILLISECONDS_HEADER, TRUNCATED_HEADER, type SqlTable } from '#lib/model/sql.ts';
import { askServer } from '#lib/state/ask-server.ts';
import type { SqlAnswer } from '#workers/analytics/client.ts';

/** The tables that the server would answer about. */
export const askSchema = (token: string | undefined): Promise<readonly SqlTable[]> =>
	askServer('/api/sql/schema', { token });

/** The server's answer to one statement; ending the request cancels it. Throws QUERY_CANCELLED, what the server says. */
export async function askHistory(
	sql: string,
	{ maxRows, token, signal }: { maxRows: number; token: string | undefined; signal: AbortSignal }
): Promise<SqlAnswer> {
	try {
		const response = await fetch('/api/sql', {
			method: 'POST',
			signal,
			body: JSON.stringify({ sql, maxRows }),
			headers: {
				'content-type': 'application/json',
				...(token !== undefined && { authorization: `Bearer ${token}` })
			}
		});
		if (!response.ok) throw AppError.revive((await response.json()) as SerialisedError); // an error reply of ours
		const bytes = new Uint8Array(await response.arrayBuffer());
		const milliseconds = Number(response.headers.get(MILLISECONDS_HEADER));
		return { bytes, rows: 0, truncated: response.headers.get(TRUNCATED_HEADER) === '1', milliseconds };
	} catch (cause) {
		if (signal.aborted) throw new AppError('QUERY_CANCELLED', {}, { cause });
		if (cause instanceof AppError) throw cause;
		throw new AppError('FEED_UNREACHABLE', { message: 'The server does not answer.' }, { cause });
	}
}
