import type { Handle } from '@sveltejs/kit/hooks';
import { LOOKS } from '#lib/model/view-spec.ts';
import { LOOK_COOKIE } from '#lib/state/look.ts';
import { cookieName, isLocale, baseLocale } from '#lib/paraglide/runtime.js';

/** Writes language and look into the first bytes of the page, so that nothing flashes before the script runs. */
export const handle: Handle = ({ event, resolve }) => {
	const { searchParams, pathname } = event.url;
	const asked = searchParams.get('lang') ?? event.cookies.get(cookieName) ?? preferred(event.request);
	const lang = isLocale(asked) ? asked : baseLocale;
	const wanted = searchParams.get('look') ?? event.cookies.get(LOOK_COOKIE);
	const look = LOOKS.find((known) => known === wanted) ?? (pathname.startsWith('/wall') ? 'wall' : 'dark');
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', lang).replace('%look%', look)
	});
};

function preferred(request: Request): string {
	const first = request.headers.get('accept-language')?.split(',')[0]?.trim().toLowerCase() ?? '';
	return first.startsWith('en') ? 'en' : baseLocale;
}
