import { boxOfShape } from '#lib/layers/notes/note-place.ts';
import type { BBox } from '#lib/model/geometry.ts';
import type { CitySession } from '../map/session.svelte.ts';

/** Metres of a CSS pixel at zoom 0 at the equator, 512 px a tile; metres of a degree of latitude. */
const METRES_A_PIXEL = 78_271.517;
const DEGREE = 111_320;
const CLOSEST = 17;
const FARTHEST = 9;
/** Of the map's smaller side that a shape takes. */
const SHARE = 0.5;

/** The zoom at which a box of degrees fills a part of so many pixels. */
export function zoomOfBox([west, south, east, north]: BBox, pixels: number): number {
	const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
	const span = Math.max((north - south) * DEGREE, (east - west) * DEGREE * narrow);
	const zoom = Math.log2((METRES_A_PIXEL * narrow * pixels * SHARE) / Math.max(span, 1));
	return Math.round(Math.min(CLOSEST, Math.max(FARTHEST, zoom)) * 100) / 100;
}

/** Brings a note into the picture, with its layer. */
export function goToNote({ desk, view, scene, mapSize }: CitySession, id: string): void {
	const note = desk.notes.get(id);
	if (!note) return;
	if (!view.shows('notes')) view.showLayer('notes', true);
	const box = boxOfShape(note.shape);
	const [west, south, east, north] = box;
	const zoom = zoomOfBox(box, Math.min(mapSize.width, mapSize.height));
	scene?.flyTo({ lng: (west + east) / 2, lat: (south + north) / 2, zoom });
}
