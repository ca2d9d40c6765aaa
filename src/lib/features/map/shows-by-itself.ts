import type { CityLayer } from '#lib/layers/layer.ts';

/** Layers of no theme show by themselves up to so many on the map. */
const LEGIBLE = 9;

/**
 * Whether a layer that came alive shows before anybody asked for it: events are for everybody. Of a theme only what
 * moves and shows in its own view; of what is of no theme only so much that the map stays legible.
 */
export function showsByItself(
	{ kind }: Pick<CityLayer, 'kind'>,
	shown: number,
	themed: { readonly shown: boolean } | undefined
): boolean {
	if (kind === 'alerts') return true;
	return themed ? kind === 'movers' && themed.shown : shown < LEGIBLE;
}

/** The timetable's layer that the vehicles themselves take the place of: `metro` for `metro-vehicles`. */
export const timetableOf = (layer: string): string | undefined => /^(.+)-vehicles$/.exec(layer)?.[1];
