import { goto } from '$app/navigation';
import { m } from '#lib/paraglide/messages.js';
import type { Commands } from '../explore/commands.ts';
import type { CitySession } from '../map/session.svelte.ts';

/** The other pages: G and a letter. The view goes along to those that have a map. */
export function pageCommands({ view }: CitySession): Commands {
	// eslint-disable-next-line svelte/no-navigation-without-resolve -- a page of this product
	const go = (path: string) => void goto(path);
	return [
		{ id: 'go-ops', title: m.ops, key: 'g o', run: () => go(`/ops?${view.query}`) },
		{ id: 'go-explore', title: m.explore, key: 'g e', run: () => go(`/explore?${view.query}`) },
		{ id: 'go-scenarios', title: m.scenarios, key: 'g s', run: () => go('/scenarios') },
		{ id: 'go-briefings', title: m.briefings, key: 'g b', run: () => go('/briefings') }
	];
}
