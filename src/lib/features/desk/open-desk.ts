import { goto } from '$app/navigation';
import { page } from '$app/state';
import { layersOf } from '#lib/layers/registry.ts';
import type { LoadedCity } from '#lib/state/load-city.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import { preferredLook } from '#lib/state/look.ts';
import { ViewState, type AddressEntry } from '#lib/state/view.svelte.ts';
import { CitySession } from '../map/session.svelte.ts';
import { firstPlanOf } from '../plan/first-plan.ts';
import { unknownParameters } from './unknown-parameters.ts';

/** A desk page's session, whose view the address bar follows. */
export interface OpenDesk {
	readonly session: CitySession;
	/** Back and forward of the browser undo and redo: call it when they were used. */
	readonly travelled: () => void;
}

/** Opens a city for a page. One session for one page: a new city is a new page load. `kept`: parameters of the address that are no view's and stay, as `kiosk` always does. */
export function openDesk(loaded: LoadedCity, kept: readonly string[] = []): OpenDesk {
	/** Written one after the other: an entry that is pushed must not overtake what its predecessor is to say. */
	let written: Promise<unknown> = Promise.resolve();
	/** The address bar follows the view; the language parameter stays as it came. */
	function writeAddress(query: string, entry: AddressEntry) {
		const before = new URLSearchParams(location.search);
		const lang = before.has('lang') ? `&lang=${locale.current}` : '';
		const others = [...kept, 'kiosk']
			.flatMap((name) => before.getAll(name).map((value) => `${name}=${value}&`))
			.join('');
		const address = `${location.pathname}?${others}${query}${lang}`;
		// eslint-disable-next-line svelte/no-navigation-without-resolve -- it is the page's own address
		written = written.then(() => goto(address, { shallow: true, replace: entry === 'replace' }));
	}
	const look = preferredLook(document.cookie, matchMedia('(prefers-color-scheme: light)').matches);
	const offered = layersOf(loaded.manifest);
	const layers = offered.filter(({ initially }) => initially).map(({ id }) => id);
	const { manifest, missingView } = loaded;
	const defaults = { look, layers, saved: loaded.saved?.spec, missingView };
	const view = new ViewState(manifest, page.url.searchParams, defaults, writeAddress);
	view.problems = [...view.problems, ...unknownParameters(page.url.searchParams, kept)];
	const session = new CitySession(loaded, view, { plan: firstPlanOf(manifest, view.spec, offered) });
	return {
		session,
		travelled() {
			view.restore(new URLSearchParams(location.search));
		}
	};
}
