import { goto } from '$app/navigation';
import { page } from '$app/state';
import type { LoadedCity } from '#lib/state/load-city.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import { preferredLook } from '#lib/state/look.ts';
import { ViewState } from '#lib/state/view.svelte.ts';
import { CitySession } from '../map/session.svelte.ts';
import { emptyView } from './first-scene-view.ts';

/** A page's city with nothing on its map yet: what shows there is a scene, and the address names only that. */
export function openPreview(loaded: LoadedCity): CitySession {
	const { manifest } = loaded;
	const look = preferredLook(document.cookie, matchMedia('(prefers-color-scheme: light)').matches);
	const view = new ViewState(
		manifest,
		new URLSearchParams(),
		{ look, layers: [], saved: { ...emptyView(manifest), look } },
		() => undefined
	);
	const session = new CitySession(loaded, view);
	session.mapLook = 'wall';
	return session;
}

/** The scene that the address asks for. */
export const askedScene = (): string | undefined => page.url.searchParams.get('scene') ?? undefined;

/** The address says which scene is prepared, so that a reload opens it again. */
export function writeScene(scene: string): void {
	const lang = new URLSearchParams(location.search).has('lang') ? `&lang=${locale.current}` : '';
	const address = `${location.pathname}?scene=${encodeURIComponent(scene)}${lang}`;
	// eslint-disable-next-line svelte/no-navigation-without-resolve -- it is the page's own address
	void goto(address, { shallow: true, replace: true });
}
