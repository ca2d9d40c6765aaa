import { LOOKS, type Look } from '#lib/model/view-spec.ts';
import { LOOK_COOKIE } from './apply-look.ts';

/** The look a desk opens with: the last one chosen, else what the system prefers, else dark. */
export function preferredLook(cookie: string, prefersLight: boolean): Look {
	const kept = new RegExp(`(?:^|; )${LOOK_COOKIE}=(\\w+)`).exec(cookie)?.[1];
	return LOOKS.find((look) => look === kept) ?? (prefersLight ? 'light' : 'dark');
}
