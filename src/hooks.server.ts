import type { IncomingMessage } from 'node:http';
import type { Handle } from '@sveltejs/kit/hooks';
import { LOOKS } from '#lib/model/view-spec.ts';
import { LOOK_COOKIE } from '#lib/state/apply-look.ts';
import { firstWords } from '#lib/server/http/first-words.ts';
import { packedPage } from '#lib/server/http/packed-page.ts';
import { cookieName, isLocale, baseLocale } from '#lib/paraglide/runtime.js';

/** Briefings are read on light paper, whatever look the desks have. */
const READING = /^\/briefings\/(?<id>[0-9A-Za-z]{16})$/;

/** Writes language, look and a briefing's first words into the first bytes of the page, so that nothing flashes before the script runs. */
export const handle: Handle = async ({ event, resolve }) => {
	const { searchParams, pathname } = event.url;
	const asked = searchParams.get('lang') ?? event.cookies.get(cookieName) ?? preferred(event.request);
	const lang = isLocale(asked) ? asked : baseLocale;
	const reads = READING.exec(pathname)?.groups?.['id'];
	const wanted = searchParams.get('look') ?? (reads ? 'light' : event.cookies.get(LOOK_COOKIE));
	const look = LOOKS.find((known) => known === wanted) ?? (pathname.startsWith('/wall') ? 'wall' : 'dark');
	const words =
		reads && !searchParams.has('print') ? await firstWords(reads, lang, originOf(event.platform)) : '';
	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%lang%', lang)
				.replace('%look%', look)
				.replace('%words%', () => words)
	});
	return packedPage(response, event.request.headers.get('accept-encoding'));
};

/** Where this request reached the server; undefined while pages are developed. */
function originOf(platform: unknown): string | undefined {
	const socket = (platform as { readonly req?: IncomingMessage } | undefined)?.req?.socket; // as the node adapter gives it
	if (!socket?.localAddress) return undefined;
	const { localAddress: address, localPort } = socket;
	return `http://${address.includes(':') ? `[${address}]` : address}:${localPort}`;
}

function preferred(request: Request): string {
	const first = request.headers.get('accept-language')?.split(',')[0]?.trim().toLowerCase() ?? '';
	return first.startsWith('en') ? 'en' : baseLocale;
}
