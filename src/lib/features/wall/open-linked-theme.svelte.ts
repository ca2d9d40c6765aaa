import { untrack } from 'svelte';
import type { CitySession } from '../map/session.svelte.ts';
import { layersOfView, openThemeView } from '../themes/theme-view.ts';

/**
 * A wall of one theme, `theme=` of a link: its first view, its alarms, its numbers. What a link says of layers stands.
 * Called while a component is set up.
 */
export function openLinkedTheme(session: CitySession, id: string | undefined): void {
	const { view } = session;
	const theme = $derived(id === undefined ? undefined : session.desk.themes.get(id));
	let opened = untrack(() => view.ownLayers);
	$effect(() => {
		// What a theme shows must be offered before it can be shown.
		if (!theme?.on || opened || !session.scene || !session.live || session.live.link === 'connecting') return;
		untrack(() => {
			opened = true;
			if (view.ownCamera) view.showOnly(layersOfView(theme, session.layers));
			else openThemeView(session, theme);
		});
	});
	session.theme = id;
}
