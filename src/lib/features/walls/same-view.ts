import type { Camera } from '#lib/model/city.ts';
import type { Spec } from '#lib/state/view.svelte.ts';

/** Nobody sees less than this: zoom levels, degrees of turn, degrees of longitude at zoom 0. */
const ZOOM = 0.004;
const TURN = 0.05;
const PLACE_AT_ZOOM_0 = 0.5;

/** True when a wall would show the same of both. Charts and what is pinned are the desk's own; the look is the page's. */
export function sameView(a: Spec, b: Spec): boolean {
	return a === b || (sameCamera(a.camera, b.camera) && shownOf(a) === shownOf(b));
}

function sameCamera(a: Camera, b: Camera): boolean {
	const place = PLACE_AT_ZOOM_0 / 2 ** a.zoom;
	return (
		Math.abs(a.zoom - b.zoom) < ZOOM &&
		Math.abs(a.pitch - b.pitch) < TURN &&
		Math.abs(a.bearing - b.bearing) < TURN &&
		Math.abs(a.lng - b.lng) < place &&
		Math.abs(a.lat - b.lat) < place
	);
}

const shownOf = ({ layers, metrics, filters, selection, recolour, styles, compare }: Spec): string =>
	JSON.stringify([layers, metrics, filters, selection, recolour, styles, compare]);
