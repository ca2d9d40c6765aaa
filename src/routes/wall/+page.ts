import { redirect } from '@sveltejs/kit';
import { hasOwnView } from '#lib/features/wall/own-view.ts';
import { DEFAULT_WALL } from '#lib/model/wall/default-wall.ts';

/** A link that names a wall, `?wall=`, or a view of its own opens without pairing; a screen that belongs to none shows its code. */
export function load({ url }: { url: URL }) {
	const { searchParams } = url;
	const wall = searchParams.get('wall') ?? (hasOwnView(searchParams) ? DEFAULT_WALL : undefined);
	if (wall === undefined) return;
	const rest = new URLSearchParams(searchParams);
	rest.delete('wall');
	redirect(307, `/wall/${encodeURIComponent(wall)}${rest.size > 0 ? `?${rest}` : ''}`);
}
