import { cellCount, type Squares } from '#lib/model/gather/cell-ground.ts';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { localMiddle } from './local-middle.ts';

const known = new WeakMap<Squares, { readonly frame: object; readonly centres: Float64Array }>();

/** Where the middles of squares are drawn, three numbers each; reckoned once for as long as the cells are the same. */
export function cellCentres(context: SceneContext, squares: Squares, lift: Metres): Float64Array {
	const before = known.get(squares);
	if (before?.frame === context.frame) return before.centres;
	const centres = new Float64Array(3 * cellCount(squares));
	for (let cell = 0; cell < cellCount(squares); cell++) {
		const [lng, lat] = context.frame.toLngLat(...localMiddle(squares, cell, context.frame));
		centres.set(context.toScene(lng, lat, lift), 3 * cell);
	}
	known.set(squares, { frame: context.frame, centres });
	return centres;
}
