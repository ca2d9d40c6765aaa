import { LOOKS, type Look } from '#lib/model/view-spec.ts';

export const LOOK_COOKIE = 'cityloop-look';
const YEAR_SECONDS = 31_536_000;

/** The look a desk opens with: the last one chosen, else what the system prefers, else dark. */
export function preferredLook(cookie: string, prefersLight: boolean): Look {
	const kept = new RegExp(`(?:^|; )${LOOK_COOKIE}=(\\w+)`).exec(cookie)?.[1];
	return LOOKS.find((look) => look === kept) ?? (prefersLight ? 'light' : 'dark');
}

/** Shows a look on the page; `keep` remembers it for the next visit. */
export function applyLook(look: Look, keep: boolean): void {
	document.documentElement.dataset['look'] = look;
	if (keep) document.cookie = `${LOOK_COOKIE}=${look}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
