import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { AppError } from '#lib/model/errors.ts';
import { SOCKET_PATH } from '#lib/server/gateway/gateway.ts';
import { openCityHost, type CityHost } from './city-host.ts';
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
	/** Of the embedded MQTT broker: 0 lets the system choose; absent: no broker. */
	readonly mqttPort?: number | undefined;
	/** The demo city lives: its devices are simulated. */
	readonly simulate?: boolean;
	/** True while a city is being made that will be shown. */
	readonly making?: () => boolean;
	readonly pages: PageHandler;
}

export interface RunningServer {
	readonly port: number;
	readonly city: CityPack | undefined;
	/** Opens a pack that has just been made. */
	lookAgain(): Promise<void>;
	close(): Promise<void>;
}

/** One HTTP server for pages, API, packs and the live socket. Throws PORT_IN_USE, and what kept the city from being opened. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const httpServer = createServer();
	const sockets = openSockets(httpServer);
	await listen(httpServer, options);
	let host: CityHost | undefined;
	const opening = openCityHost({ ...options, httpServer });
	httpServer.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
		// Node leaves an upgraded socket without a listener: one reset by its peer would end the process.
		socket.on('error', () => socket.destroy());
		if (host?.city && request.url?.startsWith(SOCKET_PATH)) return;
		socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
	});
	// Who asks while the city is being opened waits for it.
	httpServer.on('request', (request, response) => {
		setSecurityHeaders(response, request.url ?? '');
		opening
			.then((opened) => opened.handle(request, response))
			.then(
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
	try {
		host = await opening;
	} catch (thrown) {
		await end(httpServer, sockets);
		throw thrown;
	}
	const opened = host;

	return {
		port: (httpServer.address() as AddressInfo).port, // a listening TCP server has an address
		get city() {
			return opened.city;
		},
		lookAgain: () => opened.lookAgain(),
		async close() {
			await opened.close();
			await end(httpServer, sockets);
		}
	};
}

async function end(httpServer: Server, sockets: ReadonlySet<Socket>): Promise<void> {
	const closed = new Promise((resolve) => httpServer.close(resolve));
	for (const socket of sockets) socket.destroy();
	await closed;
}

function listen(httpServer: Server, { host, port }: ServerOptions): Promise<void> {
	return new Promise((resolve, reject) => {
		httpServer.once('error', (cause: NodeJS.ErrnoException) =>
			reject(
				cause.code === 'EADDRINUSE'
					? new AppError(
							'PORT_IN_USE',
							{ message: `Port ${port} is taken. Choose another: npm start -- --port ${port + 1}` },
							{ cause }
						)
					: cause
			)
		);
		httpServer.listen(port, host, resolve);
	});
}

/** All open connections, upgraded ones too: `closeAllConnections` forgets those, and they would hold up the end. */
function openSockets(server: Server): ReadonlySet<Socket> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	return sockets;
}
