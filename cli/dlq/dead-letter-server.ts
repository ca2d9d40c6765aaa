import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';

const rejected = z.array(z.object({ place: z.string(), reason: z.string() }));
const letter = z.object({
	id: z.number(),
	receivedAt: z.number(),
	source: z.string(),
	adapter: z.string(),
	topic: z.string().optional(),
	layer: z.string().optional(),
	rejected,
	size: z.number(),
	retriedAt: z.number().optional()
});
const letters = z.object({ letters: z.array(letter) });
const retried = z.object({
	retried: z.array(z.object({ id: z.number(), rows: z.number(), rejected })),
	unknown: z.array(z.number())
});
const withBytes = letter.extend({
	raw: z.string().transform((text): Uint8Array => Buffer.from(text, 'base64'))
});

export type ListedLetters = z.infer<typeof letters>;
export type ListedLetter = z.infer<typeof letter>;
export type ShownLetter = z.infer<typeof withBytes>;
export type RetriedLetters = z.infer<typeof retried>;

/** The dead letters of a running server. Calls throw FEED_UNREACHABLE when none answers, or what the server says. */
export interface DeadLetterServer {
	list(limit: number, before?: number): Promise<ListedLetters>;
	show(id: number): Promise<ShownLetter>;
	retry(ids: readonly number[]): Promise<RetriedLetters>;
}

/** Letters of one request. */
const MOST_AT_ONCE = 1000;

export function openServer(url: string, token: string | undefined): DeadLetterServer {
	const ask = async <Value>(schema: z.ZodType<Value>, path: string, body?: object): Promise<Value> => {
		const response = await fetch(new URL(path, url), {
			...(body && { method: 'POST', body: JSON.stringify(body) }),
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
	return {
		list: (limit, before) =>
			ask(letters, `/api/dead-letters?limit=${limit}${before === undefined ? '' : `&before=${before}`}`),
		show: (id) => ask(withBytes, `/api/dead-letters/${id}`),
		async retry(ids) {
			const told: RetriedLetters = { retried: [], unknown: [] };
			for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
				const some = await ask(retried, '/api/dead-letters/retry', {
					ids: ids.slice(from, from + MOST_AT_ONCE)
				});
				told.retried.push(...some.retried);
				told.unknown.push(...some.unknown);
			}
			return told;
		}
	};
}

function refusal(status: number, reply: unknown, url: string): AppError {
	const said = z.object({ message: z.string() }).safeParse(reply);
	return new AppError('FEED_UNREACHABLE', {
		message: said.success ? said.data.message : `${url} answers ${status}.`,
		status
	});
}
