import type { LngLat } from '#lib/model/geometry.ts';
import { m } from '#lib/paraglide/messages.js';
import { placeOnWay } from '#lib/scenarios/edit/place-on-way.ts';
import { formatCount } from '#lib/ui/format.ts';
import type { TransitRoute } from './edit-city.ts';

/** Where a stop comes into a line, and by how much that makes its way longer. */
export function stopPlaceText(
	locale: string,
	{ stops, stopNames }: Pick<TransitRoute, 'stops' | 'stopNames'>,
	at: LngLat
): string {
	const { before, longer } = placeOnWay(stops, at);
	const length = `${formatCount(locale, Math.round(longer))} m`;
	const [from, to] = [stopNames[before - 1], stopNames[before]];
	if (from === undefined) return m.edit_stop_ahead({ to: to ?? '', length });
	return to === undefined ? m.edit_stop_behind({ from, length }) : m.edit_stop_between({ from, to, length });
}
