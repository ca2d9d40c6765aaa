import type { Geometry } from '#lib/model/wkb.ts';

/** `points`: every row is one position at most; `shapes`: lines, polygons or several positions. */
export type ShapeKind = 'points' | 'shapes';

/** What the geometries of a file are; undefined when there is none. */
export function formatOfShapes(geometry: readonly (Geometry | undefined)[]): ShapeKind | undefined {
	let any = false;
	for (const shape of geometry) {
		if (!shape) continue;
		any = true;
		if (shape.lines || shape.polygons || (shape.points?.length ?? 0) > 2) return 'shapes';
	}
	return any ? 'points' : undefined;
}
