import { startLocale } from '#lib/state/locale.svelte.ts';
import type { LayoutLoad } from './$types';

// The map lives in the browser; the server sends the shell.
export const ssr = false;

let started = false;

/** Settles the language before anything is drawn. */
export const load: LayoutLoad = ({ url }) => {
	if (started) return { languageProblem: undefined };
	started = true;
	return { languageProblem: startLocale(url.searchParams.get('lang')) };
};
