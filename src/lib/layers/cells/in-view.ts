import { cellCount, type CellGround } from '#lib/model/gather/cell-ground.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import { insideGround } from '../styled/in-view.ts';
import { localMiddle } from './local-middle.ts';

/** Cells whose middle lies on the ground between four corners, which go counterclockwise. */
export function cellsInView(ground: CellGround, corners: readonly LngLat[], frame: LocalFrame): number[] {
	const isInside = insideGround(corners, frame);
	return Array.from({ length: cellCount(ground) }, (_, cell) => cell).filter((cell) =>
		isInside(...localMiddle(ground, cell, frame))
	);
}
