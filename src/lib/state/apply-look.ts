import type { Look } from '#lib/model/view-spec.ts';

export const LOOK_COOKIE = 'cityloop-look';
const YEAR_SECONDS = 31_536_000;

/** Shows a look on the page; `keep` remembers it for the next visit. */
export function applyLook(look: Look, keep: boolean): void {
	document.documentElement.dataset['look'] = look;
	if (keep) document.cookie = `${LOOK_COOKIE}=${look}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
