import type { CityLayer } from '#lib/layers/layer.ts';
import { isoDate } from '#lib/ui/format.ts';
import type { CitySession } from './session.svelte.ts';

/** The day, in the city's zone, that a live layer's data are really of; undefined when the source does not say. */
export function dataDate(session: CitySession, layer: CityLayer): string | undefined {
	const shift = session.status(layer)?.trueDateShift;
	return shift === undefined ? undefined : isoDate(session.city.timezone, session.shownTime + shift);
}
