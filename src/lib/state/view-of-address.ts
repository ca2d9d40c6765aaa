import type { CityManifest } from '#lib/model/city.ts';
import type { Look, TimeView, ViewSpec } from '#lib/model/view-spec.ts';
import type { Spec } from './view-edits.ts';
import { roundCamera, type QueryParameters, type UrlView } from './view-url.ts';

export interface ViewDefaults {
	readonly look: Look;
	/** Layers that show when the address names none. */
	readonly layers: readonly string[];
	/** The saved view that the address names: what it says goes before it. */
	readonly saved?: ViewSpec | undefined;
	/** The one that it names and that is not there. */
	readonly missingView?: string | undefined;
}

/** A whole view: what the address says, else the saved one that it names, else the city's own. */
export function viewOfAddress(
	view: UrlView,
	{ id, home }: Pick<CityManifest, 'id' | 'home'>,
	{ saved, look, layers }: ViewDefaults
): Spec {
	const recolour = view.recolour ?? saved?.recolour;
	const scenario = view.scenario ?? saved?.scenario;
	const compare = view.compare ?? saved?.compare;
	return {
		v: 1,
		city: id,
		camera: roundCamera(view.camera ?? saved?.camera ?? home),
		look: view.look ?? saved?.look ?? look,
		layers: [...(view.layers ?? saved?.layers ?? layers)],
		metrics: view.metrics ?? saved?.metrics ?? {},
		filters: [...(view.filters ?? saved?.filters ?? [])],
		selection: [...(view.selection ?? saved?.selection ?? [])],
		styles: view.styles ?? saved?.styles ?? {},
		pinned: [...(view.pinned ?? saved?.pinned ?? [])],
		charts: [...(view.charts ?? saved?.charts ?? [])],
		...(recolour && { recolour }),
		...(scenario && { scenario }),
		...(compare && { compare })
	};
}

/** The instant of a whole view. */
export const timeOfAddress = (view: UrlView, { saved }: ViewDefaults): TimeView =>
	view.time ?? saved?.time ?? { kind: 'live' };

/** Id of the saved view that an address names. */
export const namedView = (address: QueryParameters): string | undefined => address.getAll('v')[0];

/**
 * What holds beside an address of a page's history. One that the page has written names no saved view: what it leaves
 * out is not there. `opened`: the saved view that the page was opened by.
 */
export function defaultsOfHistory(
	address: QueryParameters,
	opened: string | undefined,
	{ saved, ...own }: ViewDefaults
): ViewDefaults {
	const isNamed = opened !== undefined && namedView(address) === opened;
	return { ...own, ...(isNamed && { saved }) };
}
