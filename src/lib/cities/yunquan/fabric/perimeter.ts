import { areaOf, inset, type Convex } from '../geometry/convex.ts';
import type { Side } from '../plan/stretch.ts';
import type { Use } from './draft.ts';
import { frontages, frameFacingSouth, largestBox } from './fit.ts';
import type { Fabric, Quarter } from './quarter.ts';
import { rectangle, slab } from './shapes.ts';
import { isBusy } from './shops.ts';

/** An inner-city block: houses wall to wall around its rim, shops below and flats or offices above, yards within. */
export const perimeterBlock: Fabric = (plot, quarter) => {
	const { dice } = quarter;
	const year = dice.whole(1982, 2012);
	const edge = inset(plot, () => 3);
	if (!edge) return;
	const depth = dice.between(13, 16);
	const usual = dice.pick([4, 5, 6, 6, 7]) + (quarter.centrality > 0.5 ? 2 : 0);
	for (const { side, frame, box } of frontages(edge, depth, () => true)) {
		let x = box.x0 + 0.5;
		while (box.x1 - x > 11) {
			const rest = box.x1 - x;
			const length = rest < 43 ? rest - 0.5 : dice.between(18, 42);
			const busy = isBusy(side);
			const tall = busy && dice.chance(0.08 + 0.2 * quarter.centrality);
			const floors = tall ? dice.whole(10, 19) : Math.max(2, usual + dice.pick([-2, -1, 0, 0, 0, 1]));
			if (dice.chance(0.93))
				quarter.build(
					rimUse(quarter, busy, floors),
					rectangle(frame, { ...box, x0: x, x1: x + length, y1: box.y1 - dice.between(0, 2.5) }),
					floors,
					year + dice.whole(-4, 8)
				);
			x += length + dice.pick([0.3, 0.3, 0.3, 5]);
		}
	}
	const yard = inset(edge, () => depth + 11);
	if (yard) fillYard(yard, quarter, year);
};

function rimUse({ dice, centrality }: Quarter, busy: boolean, floors: number): Use {
	if (!busy) return 'apartments';
	if (floors > 9) return dice.pick(['office', 'hotel', 'apartments']);
	return dice.chance(0.25 + 0.4 * centrality)
		? dice.pick(['retail', 'office', 'retail', 'hotel'])
		: 'apartments';
}

/** Behind the rim: one or more rows of older flats. */
function fillYard(yard: Convex<Side>, quarter: Quarter, year: number): void {
	if (areaOf(yard.corners) < 500) return;
	const { dice } = quarter;
	const frame = frameFacingSouth(yard);
	const box = largestBox(yard, frame);
	if (!box) return;
	const depth = 12;
	const floors = dice.pick([3, 4, 5, 5, 6]);
	const apart = floors * 3.3;
	for (let y0 = box.y0; y0 + depth <= box.y1; y0 += depth + apart) {
		for (let x = box.x0; box.x1 - x >= 15;) {
			const rest = box.x1 - x;
			const length = rest < 55 ? rest : 42;
			quarter.build(
				'apartments',
				slab(frame, { x0: x, x1: x + length, y0, y1: y0 + depth }, Math.max(1, Math.round(length / 20))),
				floors,
				year - dice.whole(0, 8)
			);
			x += length + 8;
		}
	}
}
