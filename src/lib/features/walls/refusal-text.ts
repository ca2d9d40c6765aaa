import type { AppError } from '#lib/model/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { POSTS } from '#lib/model/wall/post.ts';
import { formatTime } from '#lib/ui/format.ts';
import { reasonOf } from '../errors/reason-of.ts';
import { holderName } from '../wall/post-words.ts';

/** Why a command was not carried out: that another holds the wall in the reader's own words, the rest as everywhere. */
export function refusalText(error: AppError, zone: string): string {
	const { code, details } = error;
	const { role, post, until } = details;
	if (code !== 'ACT_REFUSED' || typeof role !== 'string' || typeof until !== 'number')
		return m.act_failed({ reason: reasonOf(error) });
	const held = POSTS.find((one) => one === post) ?? POSTS[0];
	return m.walls_refused_held({
		role: holderName({ role, post: held }),
		time: formatTime(locale.current, zone, until)
	});
}
