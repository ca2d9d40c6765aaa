import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRoute } from '../../http/answer-route.ts';
import { replyError } from '../../http/json-reply.ts';
import type { Route } from '../../http/route.ts';

export interface RouteServer {
	readonly origin: string;
	/** POST with a body, GET without; `said` is the answer's JSON. */
	ask(
		path: string,
		body?: unknown
	): Promise<{ readonly status: number; readonly said: Record<string, unknown> }>;
	close(): Promise<void>;
}

/** Routes behind a port of this machine. */
export async function serveRoutes(routes: readonly Route[]): Promise<RouteServer> {
	const server = createServer((request, response) => {
		answerRoute(routes, new URL(request.url ?? '/', 'http://local'), request, response).catch(
			(thrown: unknown) => replyError(response, thrown)
		);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens
	return {
		origin,
		async ask(path, body) {
			const response = await fetch(origin + path, {
				...(body !== undefined && {
					method: 'POST',
					headers: { 'Content-Type': 'application/json' },
					body: JSON.stringify(body)
				})
			});
			return { status: response.status, said: (await response.json()) as Record<string, unknown> };
		},
		close: () => new Promise((closed) => server.close(() => closed()))
	};
}
