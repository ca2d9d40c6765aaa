import { areaOf, inset } from '../geometry/convex.ts';
import { frameFacingSouth, largestBox } from './fit.ts';
import { unevenPool } from './heritage.ts';
import type { Fabric } from './quarter.ts';
import { oval, shrunk } from './shapes.ts';

/** A park: lawns and trees, a pond when there is room, a pavilion. */
export const parkBlock: Fabric = (plot, quarter) => {
	const { dice } = quarter;
	const ground = inset(plot, () => 2);
	if (!ground) return;
	const frame = frameFacingSouth(ground);
	const box = largestBox(ground, frame);
	const roomy = box !== undefined && areaOf(ground.corners) > 12_000;
	if (!box || !roomy || dice.chance(0.35)) {
		quarter.green('park', [ground.corners], 'park');
		return;
	}
	const [width, depth] = [box.x1 - box.x0, box.y1 - box.y0];
	const x0 = box.x0 + width * dice.between(0.1, 0.4);
	const y0 = box.y0 + depth * dice.between(0.1, 0.4);
	const pond = unevenPool(
		frame,
		{ x0, x1: x0 + width * 0.45, y0, y1: y0 + depth * 0.42 },
		dice.whole(0, 1e6)
	);
	quarter.green('park', [ground.corners, pond], 'park');
	quarter.water('pond', [pond]);
	const shed = shrunk({ x0: box.x0, x1: box.x0 + 14, y0: box.y1 - 14, y1: box.y1 }, 3);
	if (depth > 60) quarter.build('pavilion', oval(frame, shed, 8), 1, dice.whole(1982, 2015));
};

/** Fields between hedges and ditches. */
export const fieldBlock: Fabric = (plot, quarter) => {
	const ground = inset(plot, () => 5);
	if (ground) quarter.green('farmland', [ground.corners]);
};
