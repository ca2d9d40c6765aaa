import type { LngLat } from '#lib/model/geometry.ts';
import type { Flows } from '#lib/model/gather/flows.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import { insideGround } from '../styled/in-view.ts';

/** Flows that begin or end on the ground between four corners, which go counterclockwise. */
export function flowsInView(
	{ size, count, fromColumn, fromRow, toColumn, toRow }: Flows,
	corners: readonly LngLat[],
	frame: LocalFrame
): number[] {
	const isInside = insideGround(corners, frame);
	const sees = (column: number | undefined, row: number | undefined) =>
		isInside(((column ?? 0) + 0.5) * size, ((row ?? 0) + 0.5) * size);
	return [...count.keys()].filter(
		(flow) => sees(fromColumn[flow], fromRow[flow]) || sees(toColumn[flow], toRow[flow])
	);
}
