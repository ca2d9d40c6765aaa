import { z } from 'zod';
import { askServer } from '../ask-server.ts';

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
	const ask = askServer(url, token);
	return {
		list: (limit, before) =>
			ask(letters, `/api/dead-letters?limit=${limit}${before === undefined ? '' : `&before=${before}`}`),
		show: (id) => ask(withBytes, `/api/dead-letters/${id}`),
		async retry(ids) {
			const told: RetriedLetters = { retried: [], unknown: [] };
			for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
				const some = await ask(retried, '/api/dead-letters/retry', {
					method: 'POST',
					body: { ids: ids.slice(from, from + MOST_AT_ONCE) }
				});
				told.retried.push(...some.retried);
				told.unknown.push(...some.unknown);
			}
			return told;
		}
	};
}
