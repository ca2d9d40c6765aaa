import type { IncomingMessage, ServerResponse } from 'node:http';

export interface RouteRequest {
	readonly url: URL;
	/** Groups of the route's path. */
	readonly params: Readonly<Record<string, string>>;
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
}

/** One question that the server answers. What `handle` throws becomes an error reply. */
export interface Route {
	readonly method: 'GET' | 'POST' | 'PUT';
	/** Of the whole path, with named groups. */
	readonly path: RegExp;
	handle(request: RouteRequest): Promise<void> | void;
}
