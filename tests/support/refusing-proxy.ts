import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Chromium itself asks its maker, whatever page is open; none of it is asked by a page or a worker. */
const BROWSERS_OWN = /(^|[.])(google[.]com|googleapis[.]com|gvt1[.]com)$/;

/** The only way out of the machine: it notes who wanted to go where, and lets nobody through. */
export interface RefusingProxy {
	/** As a browser is told of it; this machine is reached without it. */
	readonly settings: { readonly server: string; readonly bypass: string };
	/** URLs, or hosts with their ports, in the order in which they were asked for. */
	readonly left: readonly string[];
	close(): void;
}

/** Listens on a free port of this machine. */
export async function openRefusingProxy(): Promise<RefusingProxy> {
	const left: string[] = [];
	const note = (url: string) => {
		if (!BROWSERS_OWN.test(hostOf(url))) left.push(url);
	};
	const proxy = createServer((request, response) => {
		note(request.url ?? '');
		response.writeHead(403).end();
	});
	proxy.on('connect', (request, socket) => {
		note(request.url ?? '');
		socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	const { port } = proxy.address() as AddressInfo; // a listening TCP server has an address
	return {
		settings: { server: `http://127.0.0.1:${String(port)}`, bypass: '127.0.0.1' },
		left,
		close: () => proxy.close()
	};
}

/** Host of a URL, or of a host with its port. */
export const hostOf = (url: string): string => new URL(url.includes('://') ? url : `http://${url}`).hostname;
