import { packingFor } from './packing.ts';

/** A page as it travels to a client that takes these codings (its `Accept-Encoding`); what is no page stays as it is. */
export async function packedPage(response: Response, accepted: string | null): Promise<Response> {
	if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
	const html = await response.text();
	const headers = new Headers(response.headers);
	headers.set('Vary', 'Accept-Encoding');
	const { status } = response;
	const packing = packingFor(html, accepted);
	if (!packing) return new Response(html, { status, headers });
	headers.set('Content-Encoding', packing.name);
	headers.delete('Content-Length');
	// Of the same page, not of the same bytes.
	const tag = headers.get('ETag');
	if (tag?.startsWith('"')) headers.set('ETag', `W/${tag}`);
	return new Response(await packing.pack(html), { status, headers });
}
