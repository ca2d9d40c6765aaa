import type { CityLayer } from '#lib/layers/layer.ts';

/** Layers of no theme show by themselves up to so many on the map. */
const LEGIBLE = 9;

/**
 * Whether a layer that came alive shows before anybody asked for it. Of a theme only what it says: the rest comes with
 * the theme's own view. Of no theme every event, and of what else there is only so much that the map stays legible.
 */
export function showsByItself(
	{ kind }: Pick<CityLayer, 'kind'>,
	shown: number,
	themed: { readonly opens?: true } | undefined
): boolean {
	if (themed) return themed.opens === true;
	return kind === 'alerts' || shown < LEGIBLE;
}

/** The timetable's layer that the vehicles themselves take the place of: `metro` for `metro-vehicles`. */
export const timetableOf = (layer: string): string | undefined => /^(.+)-vehicles$/.exec(layer)?.[1];
