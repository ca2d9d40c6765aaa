import { middleOf, type CellGround } from '#lib/model/gather/cell-ground.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { Metres } from '#lib/model/units.ts';

/** The middle of a cell, metres east and north of the anchor. */
export function localMiddle(
	ground: CellGround,
	cell: number,
	frame: LocalFrame
): [east: Metres, north: Metres] {
	if (ground.shape === 'squares')
		return [
			((ground.column[cell] as number) + 0.5) * ground.size,
			((ground.row[cell] as number) + 0.5) * ground.size
		];
	const [east, north] = frame.toLocal(...middleOf(ground, cell));
	return [east, north];
}
