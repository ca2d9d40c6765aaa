import type { BrowserContext, Route } from 'playwright-core';
import { decodeAnswer, encodeAnswer, type Answer } from './answer-file.ts';
import type { Answers } from './figure.ts';

/** What a page's code reads of an answer's head. */
const READ = /^(?:content-type|cityloop-[a-z-]+)$/;
/** What of our server changes with time; the program and the pack's files do not. */
const CHANGES = /^\/(?:api|ingest)\/|^\/metrics$/;

/** The server's answers to a page, while a picture is drawn. */
export interface HeardAnswers {
	/** Everything that was asked, with its answers. */
	readonly asked: ReadonlyMap<string, Uint8Array>;
	/** Paths that were asked and that there was no recorded answer to. */
	readonly missing: ReadonlySet<string>;
	/** Requests on their way, and how many there have been. */
	readonly pending: () => number;
	readonly count: () => number;
}

/**
 * Stands between a context's pages and the server: each question that changes with time is answered once and the same
 * ever after, from `recorded` when it is given and then from nowhere else. Nothing leaves the origin, and no socket opens.
 */
export async function hearAnswers(
	context: BrowserContext,
	origin: string,
	recorded?: Answers
): Promise<HeardAnswers> {
	const answers = new Map<string, Promise<Answer>>();
	const asked = new Map<string, Uint8Array>();
	const missing = new Set<string>();
	let [pending, count] = [0, 0];

	async function ask(key: string, route: Route): Promise<Answer> {
		if (recorded) {
			const file = recorded.get(key);
			if (file) return decodeAnswer(file);
			missing.add(key);
			return { status: 404, headers: {}, body: new Uint8Array() };
		}
		const reply = await route.fetch();
		const headers = Object.fromEntries(Object.entries(reply.headers()).filter(([name]) => READ.test(name)));
		return { status: reply.status(), headers, body: await reply.body() };
	}

	async function answer(key: string, route: Route): Promise<void> {
		let known = answers.get(key);
		if (!known) answers.set(key, (known = ask(key, route)));
		try {
			const { status, headers, body } = await known;
			if (!missing.has(key) && !asked.has(key)) asked.set(key, encodeAnswer({ status, headers, body }));
			await route.fulfill({ status, headers, body: Buffer.from(body) });
		} catch {
			// The server is gone, or the page: nothing was heard, and another may be asked.
			answers.delete(key);
			await route.abort().catch(() => undefined);
		}
	}

	await context.routeWebSocket(/.*/, (socket) => socket.close());
	// What does not change goes its own way, without a stop here.
	const isHeard = (url: URL) => url.origin !== origin || CHANGES.test(url.pathname);
	await context.route(isHeard, async (route) => {
		const url = new URL(route.request().url());
		if (url.origin !== origin || route.request().method() !== 'GET') return route.abort();
		pending++;
		count++;
		await answer(url.pathname + url.search, route).finally(() => pending--);
	});
	return { asked, missing, pending: () => pending, count: () => count };
}
