import { areaOf, inset } from '../geometry/convex.ts';
import { parcels } from '../blocks/parcels.ts';
import { courtyardHouse } from './courtyards.ts';
import { frameFacingSouth, largestBox } from './fit.ts';
import type { Fabric } from './quarter.ts';
import { rectangle, shrunk } from './shapes.ts';

/** A village: a house with its yard on every plot, facing south where the lane lets it. */
export const villageBlock: Fabric = (plot, quarter) => {
	const { dice } = quarter;
	for (const parcel of parcels(plot, 230, 2.4, dice)) {
		const ground = inset(parcel, ({ half }) => Math.min(half, 1.2));
		if (!ground || areaOf(ground.corners) < 70 || dice.chance(0.06)) continue;
		if (dice.chance(0.35)) {
			courtyardHouse(ground, quarter);
			continue;
		}
		const frame = frameFacingSouth(ground);
		const box = largestBox(ground, frame);
		if (!box) continue;
		const depth = Math.min(box.y1 - box.y0, dice.between(8, 11));
		const width = Math.min(box.x1 - box.x0, dice.between(10, 16));
		if (depth < 5 || width < 6) continue;
		quarter.build(
			'house',
			rectangle(frame, { x0: box.x0, x1: box.x0 + width, y0: box.y1 - depth, y1: box.y1 }),
			dice.pick([1, 2, 2, 2, 3]),
			dice.whole(1978, 2020)
		);
	}
};

/** A village that the city has grown around: the same plots, built over to five or six floors. */
export const urbanVillageBlock: Fabric = (plot, quarter) => {
	const { dice } = quarter;
	for (const parcel of parcels(plot, 190, 1.6, dice)) {
		const ground = inset(parcel, ({ half }) => Math.min(half, 0.8));
		if (!ground || areaOf(ground.corners) < 60) continue;
		const frame = frameFacingSouth(ground);
		const box = largestBox(ground, frame);
		if (!box) continue;
		const own = shrunk(box, 0.1);
		if (own.x1 - own.x0 < 6 || own.y1 - own.y0 < 6) continue;
		quarter.build(
			dice.chance(0.1) ? 'retail' : 'apartments',
			rectangle(frame, own),
			dice.pick([3, 4, 4, 5, 5, 6]),
			dice.whole(1992, 2010)
		);
	}
};
