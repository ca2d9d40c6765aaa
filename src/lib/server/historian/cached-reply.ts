import type { IncomingMessage, ServerResponse } from 'node:http';

const YEAR_SECONDS = 31_536_000;

/**
 * Says how long an answer may be kept: for ever when its address names the version of what it says, else as
 * long as its ETag is the same. True when the asker has this very answer already: then the reply is done.
 */
export function repliedFromCache(
	request: IncomingMessage,
	response: ServerResponse,
	{
		etag,
		immutable,
		shared
	}: { readonly etag: string; readonly immutable: boolean; readonly shared: boolean }
): boolean {
	const scope = shared ? 'public' : 'private';
	const lasting = immutable ? `max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
	response.setHeader('Cache-Control', `${scope}, ${lasting}`);
	response.setHeader('ETag', `"${etag}"`);
	const known = (request.headers['if-none-match'] ?? '')
		.split(',')
		.map((tag) => tag.trim().replace(/^W\//, ''));
	if (!known.includes(`"${etag}"`) && !known.includes('*')) return false;
	response.statusCode = 304;
	response.end();
	return true;
}
