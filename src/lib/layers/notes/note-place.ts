import type { LngLat } from '#lib/model/geometry.ts';
import type { DrawnShape, Note } from '#lib/model/note.ts';

/** Where a note's mark stands: at its point, in the middle of its line, at the northern corner of its area. */
export function placeOfNote({ shape: { kind, corners } }: Pick<Note, 'shape'>): LngLat {
	if (kind === 'area') return corners.reduce((north, corner) => (corner[1] > north[1] ? corner : north));
	return corners[Math.floor(corners.length / 2)] as LngLat; // a shape has a corner
}

/** West, south, east and north of a shape. */
export function boxOfShape({ corners }: DrawnShape): [number, number, number, number] {
	const [lngs, lats] = [corners.map(([lng]) => lng), corners.map(([, lat]) => lat)];
	return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
