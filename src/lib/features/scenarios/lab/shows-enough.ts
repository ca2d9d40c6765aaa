import { insideCorners } from '#lib/layers/styled/in-view.ts';
import type { LngLat } from '#lib/model/geometry.ts';

/** So many rows in the picture, or half of all, and a reader sees what there is. */
const ENOUGH = 12;

/**
 * Whether enough of some places lie on the ground that is seen; its corners go counterclockwise. Of what is spread `wide`
 * any one will do: from afar it would be specks.
 */
export function showsEnough(places: readonly LngLat[], corners: readonly LngLat[], isWide = false): boolean {
	const isInside = insideCorners(corners);
	const seen = places.filter(([lng, lat]) => isInside(lng, lat)).length;
	return seen >= Math.min(isWide ? 1 : ENOUGH, places.length / 2);
}
