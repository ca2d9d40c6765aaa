import type { LngLat } from '#lib/model/geometry.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { Metres } from '#lib/model/units.ts';

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
	const ring = corners.map(([lng, lat]) => frame.toLocal(lng, lat));
	const isInside = (east: Metres, north: Metres) =>
		ring.every(([fromEast, fromNorth], index) => {
			const [toEast, toNorth] = ring[(index + 1) % ring.length] ?? [0, 0];
			return (toEast - fromEast) * (north - fromNorth) >= (toNorth - fromNorth) * (east - fromEast);
		});
	return [...column.keys()].filter((cell) =>
		isInside(((column[cell] as number) + 0.5) * size, ((row[cell] as number) + 0.5) * size)
	);
}
