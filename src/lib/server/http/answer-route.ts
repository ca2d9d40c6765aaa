import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '#lib/model/errors.ts';
import type { Route } from './route.ts';

const OURS = /^\/(?:api|ingest)\/|^\/metrics$/;

/** True for paths that are this server's own questions, not pages. */
export const isServerPath = (path: string): boolean => OURS.test(path);

/** Answers by the route that fits path and method. Throws NOT_FOUND, METHOD_NOT_ALLOWED. */
export async function answerRoute(
	routes: readonly Route[],
	url: URL,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	const method = request.method === 'HEAD' ? 'GET' : request.method;
	let others = '';
	for (const route of routes) {
		const match = route.path.exec(url.pathname);
		if (!match) continue;
		if (route.method !== method) {
			others += others ? `, ${route.method}` : route.method;
			continue;
		}
		const params = Object.fromEntries(
			Object.entries(match.groups ?? {}).map(([name, text]) => [name, decoded(text)])
		);
		await route.handle({ url, params, request, response });
		return;
	}
	if (others)
		throw new AppError('METHOD_NOT_ALLOWED', { message: `${url.pathname} answers ${others} only.` });
	throw new AppError('NOT_FOUND', { message: `There is no ${url.pathname}.` });
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch (cause) {
		throw new AppError('NOT_FOUND', { message: 'The path is not valid UTF-8.' }, { cause });
	}
}
