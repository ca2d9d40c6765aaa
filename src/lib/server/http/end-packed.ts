import type { ServerResponse } from 'node:http';
import { packingFor } from './packing.ts';

/** Ends a reply with a text, packed when that spares a packet and the client takes it. */
export function endPacked(response: ServerResponse, text: string): void {
	const packing = packingFor(text, response.req.headers['accept-encoding']);
	response.setHeader('Vary', 'Accept-Encoding');
	if (!packing) {
		response.end(text);
		return;
	}
	packing.pack(text).then(
		(packed) => {
			response.setHeader('Content-Encoding', packing.name);
			response.end(packed);
		},
		() => response.end(text)
	);
}
