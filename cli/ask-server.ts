import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';

/** A question to a running server; without one it is a GET. */
export interface Question {
	readonly method: 'POST' | 'PUT';
	readonly body: object;
}

/** Asks a path, and holds the answer to a schema. */
export type Ask = <Value>(schema: z.ZodType<Value>, path: string, question?: Question) => Promise<Value>;

/** Asks a running server. Calls throw FEED_UNREACHABLE when none answers, or with what the server says. */
export const askServer =
	(url: string, token: string | undefined): Ask =>
	async (schema, path, question) => {
		const response = await fetch(new URL(path, url), {
			...(question && { method: question.method, body: JSON.stringify(question.body) }),
			headers: {
				'Content-Type': 'application/json',
				...(token !== undefined && { Authorization: `Bearer ${token}` })
			}
		}).catch((cause: unknown) => {
			throw new AppError(
				'FEED_UNREACHABLE',
				{ message: `${url} does not answer: is it running?` },
				{ cause }
			);
		});
		const reply: unknown = await response.json().catch(() => undefined);
		if (!response.ok) throw refusal(response.status, reply, url);
		const parsed = schema.safeParse(reply);
		if (parsed.success) return parsed.data;
		throw new AppError('FEED_UNREACHABLE', {
			message: `${url} answers something else than a Cityloop server.`
		});
	};

function refusal(status: number, reply: unknown, url: string): AppError {
	const said = z.object({ message: z.string() }).safeParse(reply);
	return new AppError('FEED_UNREACHABLE', {
		message: said.success ? said.data.message : `${url} answers ${status}.`,
		status
	});
}
