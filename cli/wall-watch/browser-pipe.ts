import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';

/** One message of the browser: an answer to an order of ours, or an event. */
const message = z.object({
	id: z.number().optional(),
	method: z.string().optional(),
	params: z.unknown().optional(),
	result: z.unknown().optional(),
	error: z.object({ message: z.string() }).optional()
});

/** Messages end with this byte. */
const END = '\0';

/**
 * Speaks Chromium's DevTools protocol through the pipe of `--remote-debugging-pipe`. It asks for nothing by itself: a
 * browser that is asked for its network's events keeps up to 200 MB of answers in the process of each page.
 */
export class BrowserPipe {
	readonly #to: Writable;
	readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
	readonly #listeners = new Map<string, (params: unknown) => void>();
	#next = 1;

	/** `to`, `from`: what Chromium reads as file 3 and writes as file 4. */
	constructor(to: Writable, from: Readable) {
		this.#to = to;
		to.on('error', () => this.#end()); // the browser is gone
		let rest = '';
		from.setEncoding('utf8');
		from.on('data', (chunk: string) => {
			const messages = (rest + chunk).split(END);
			rest = messages.pop() ?? '';
			for (const one of messages) this.#hear(one);
		});
		from.on('close', () => this.#end());
	}

	/** Listens to an event, from all sessions; one listener each. */
	on(method: string, listener: (params: unknown) => void): void {
		this.#listeners.set(method, listener);
	}

	/** Answers what the browser answers. Throws INTERNAL with its words when it refuses, and when it ends before. */
	send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
		const id = this.#next++;
		const answer = Promise.withResolvers<unknown>();
		this.#waiting.set(id, answer);
		if (this.#to.writable) this.#to.write(JSON.stringify({ id, method, params, sessionId }) + END);
		else this.#end();
		return answer.promise;
	}

	#hear(text: string): void {
		const { id, method, params, result, error } = message.parse(JSON.parse(text));
		if (method !== undefined) this.#listeners.get(method)?.(params);
		const waiting = id === undefined ? undefined : this.#waiting.get(id);
		if (!waiting) return;
		this.#waiting.delete(id!);
		if (error) waiting.reject(new AppError('INTERNAL', { message: `Chromium refused: ${error.message}` }));
		else waiting.resolve(result);
	}

	#end(): void {
		const gone = new AppError('INTERNAL', { message: 'Chromium ended before it answered.' });
		for (const { reject } of this.#waiting.values()) reject(gone);
		this.#waiting.clear();
	}
}
