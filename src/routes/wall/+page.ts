import { redirect } from '@sveltejs/kit';

/** `?wall=` opens a wall without pairing; a screen that belongs to none shows its code. */
export function load({ url }: { url: URL }) {
	const wall = url.searchParams.get('wall');
	if (wall === null) return;
	const rest = new URLSearchParams(url.searchParams);
	rest.delete('wall');
	redirect(307, `/wall/${encodeURIComponent(wall)}${rest.size > 0 ? `?${rest}` : ''}`);
}
