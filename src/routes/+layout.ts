import { locale, startLocale } from '#lib/state/locale.svelte.ts';
import { bringsChineseLater, loadChineseFonts, loadLatinFonts } from '#lib/state/load-fonts.ts';
import { hasOwnFonts } from '#lib/state/own-fonts.ts';
import type { LayoutLoad } from './$types';

// The map lives in the browser; the server sends the shell.
export const ssr = false;

let started = false;

/** Settles language and fonts before anything is drawn. */
export const load: LayoutLoad = async ({ url, untrack }) => {
	const languageProblem = started ? undefined : startLocale(url.searchParams.get('lang'));
	started = true;
	const path = untrack(() => url.pathname);
	if (!hasOwnFonts(path)) {
		const isLater = untrack(() => bringsChineseLater(path, locale.current));
		await Promise.all([loadLatinFonts(), !isLater && loadChineseFonts()]);
	}
	return { languageProblem };
};
