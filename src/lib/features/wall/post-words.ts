import { POSTS, type Post } from '#lib/model/wall/post.ts';
import type { WallLease } from '#lib/model/wall/programme.ts';
import { m } from '#lib/paraglide/messages.js';

const NAMES: Readonly<Record<Post, () => string>> = {
	seat: m.post_seat,
	lead: m.post_lead,
	commander: m.post_commander
};
export const postName = (post: Post): string => NAMES[post]();

/** Who holds a wall, for all to read: the post where it says more than the name does. */
export function holderName({ role, post }: Pick<WallLease, 'role' | 'post'>): string {
	if (post === POSTS[0]) return role;
	const name = postName(post);
	return role.includes(name) ? role : `${name} ${role}`;
}
