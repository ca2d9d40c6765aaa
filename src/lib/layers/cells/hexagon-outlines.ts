import { cornersOf, middleOf, type Hexagons } from '#lib/model/gather/cell-ground.ts';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';

type Outlines = readonly Float64Array[];
const known = new WeakMap<Hexagons, { readonly frame: object; readonly outlines: Outlines }>();

/**
 * Where the edges of hexagons are drawn, `coverage` of their way from the middle: closed rings of three numbers a corner,
 * clockwise, as deck takes them without looking twice. Reckoned once for as long as the cells are the same.
 */
export function hexagonOutlines(
	context: SceneContext,
	hexagons: Hexagons,
	{ lift, coverage }: { readonly lift: Metres; readonly coverage: number }
): Outlines {
	const before = known.get(hexagons);
	if (before?.frame === context.frame) return before.outlines;
	const outlines = Array.from(hexagons.index, (_, cell) => {
		const [lng, lat] = middleOf(hexagons, cell);
		const corners = cornersOf(hexagons, cell);
		const count = corners.length / 2;
		const ring = new Float64Array(3 * (count + 1));
		for (let corner = 0; corner <= count; corner++) {
			const from = 2 * ((count - corner) % count);
			const inward = (middle: number, edge: number) => middle + coverage * (edge - middle);
			ring.set(
				context.toScene(inward(lng, corners[from] as number), inward(lat, corners[from + 1] as number), lift),
				3 * corner
			);
		}
		return ring;
	});
	known.set(hexagons, { frame: context.frame, outlines });
	return outlines;
}
