import type { LngLat } from '#lib/model/geometry.ts';
import type { Metres } from '#lib/model/units.ts';

const DEGREE: Metres = 111_320;

/** The nearest of some places within reach; the first of those that are equally near. */
export function nearestPlace<Place extends { readonly at: LngLat }>(
	places: readonly Place[],
	[lng, lat]: LngLat,
	within: Metres
): Place | undefined {
	const narrow = Math.cos((lat * Math.PI) / 180);
	let best = within;
	let found: Place | undefined;
	for (const place of places) {
		const away = Math.hypot((place.at[0] - lng) * DEGREE * narrow, (place.at[1] - lat) * DEGREE);
		if (away > best || (away === best && found)) continue;
		best = away;
		found = place;
	}
	return found;
}
