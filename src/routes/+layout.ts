import { startLocale } from '#lib/state/locale.svelte.ts';
import { hasOwnFonts } from '#lib/state/own-fonts.ts';
import type { LayoutLoad } from './$types';

// The map lives in the browser; the server sends the shell.
export const ssr = false;

let started = false;

/** Settles language and fonts before anything is drawn. */
export const load: LayoutLoad = async ({ url, untrack }) => {
	if (!untrack(() => hasOwnFonts(url.pathname))) await import('../styles/fonts.css');
	if (started) return { languageProblem: undefined };
	started = true;
	return { languageProblem: startLocale(url.searchParams.get('lang')) };
};
