import type { LngLat } from '#lib/model/geometry.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { Metres } from '#lib/model/units.ts';
import { insideGround } from '../styled/in-view.ts';

interface Squares {
	readonly size: Metres;
	readonly column: Int32Array;
	readonly row: Int32Array;
}

/** Cells whose middle lies on the ground between four corners, which go counterclockwise. */
export function cellsInView(
	{ size, column, row }: Squares,
	corners: readonly LngLat[],
	frame: LocalFrame
): number[] {
	const isInside = insideGround(corners, frame);
	return [...column.keys()].filter((cell) =>
		isInside(((column[cell] as number) + 0.5) * size, ((row[cell] as number) + 0.5) * size)
	);
}
