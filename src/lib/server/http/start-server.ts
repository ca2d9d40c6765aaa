import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '#lib/model/errors.ts';
import { openCityHost } from './city-host.ts';
import type { CityPack } from './city-pack.ts';
import { replyError } from './json-reply.ts';
import { setSecurityHeaders } from './security-headers.ts';

/** SvelteKit's built handler: answers pages and static files, calls `next` for what it does not know. */
export type PageHandler = (
	request: IncomingMessage,
	response: ServerResponse,
	next: (error?: unknown) => void
) => void;

export interface ServerOptions {
	readonly dataDir: string;
	readonly cityId?: string;
	readonly host: string;
	/** 0 lets the system choose. */
	readonly port: number;
	readonly pages: PageHandler;
}

export interface RunningServer {
	readonly port: number;
	readonly city: CityPack | undefined;
	close(): Promise<void>;
}

/** One HTTP server for pages, API, packs and the live socket. Throws PORT_IN_USE. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const httpServer = createServer();
	const host = await openCityHost({ ...options, httpServer });

	httpServer.on('request', (request, response) => {
		if (request.url?.startsWith('/socket.io/')) return;
		setSecurityHeaders(response);
		host.handle(request, response).then(
			(answered) => {
				if (answered) return;
				options.pages(request, response, () => {
					response.statusCode = 404;
					response.end();
				});
			},
			(thrown) => replyError(response, thrown)
		);
	});

	await new Promise<void>((resolve, reject) => {
		httpServer.once('error', (cause: NodeJS.ErrnoException) =>
			reject(
				cause.code === 'EADDRINUSE'
					? new AppError(
							'PORT_IN_USE',
							{
								message: `Port ${options.port} is taken. Choose another: npm start -- --port ${options.port + 1}`
							},
							{ cause }
						)
					: cause
			)
		);
		httpServer.listen(options.port, options.host, resolve);
	});

	return {
		port: (httpServer.address() as AddressInfo).port, // a listening TCP server has an address
		get city() {
			return host.city;
		},
		async close() {
			await host.close();
			httpServer.closeAllConnections();
			await new Promise((resolve) => httpServer.close(resolve));
		}
	};
}
