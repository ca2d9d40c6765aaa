import { areaOf, inset } from '../geometry/convex.ts';
import { Frame } from '../geometry/chords.ts';
import { cosineOfTurns, sineOfTurns } from '../geometry/turn.ts';
import { noise } from '../geometry/noise.ts';
import type { Point } from '../geometry/point.ts';
import { frameFacingSouth, largestBox } from './fit.ts';
import type { Fabric } from './quarter.ts';
import { oval, rectangle, shrunk, type Box } from './shapes.ts';

/** A spring in its garden: an uneven pool, and a pavilion beside it. */
export const springGarden: Fabric = (plot, quarter) => {
	const { dice } = quarter;
	const ground = inset(plot, () => 2);
	if (!ground || areaOf(ground.corners) < 300) return;
	const frame = frameFacingSouth(ground);
	const box = largestBox(ground, frame);
	if (!box || box.x1 - box.x0 < 28 || box.y1 - box.y0 < 14) {
		quarter.green('garden', [ground.corners]);
		return;
	}
	const pavilion = { x0: box.x0 + 2, x1: box.x0 + 10, y0: box.y1 - 10, y1: box.y1 - 2 };
	const room = { ...box, x0: box.x0 + 14 };
	const pool = unevenPool(frame, shrunk(room, 3), dice.whole(0, 1e6));
	quarter.green('garden', [ground.corners, pool], 'garden');
	quarter.water('pond', [pool], 'spring');
	quarter.build('pavilion', oval(frame, pavilion, 8), 1, 1984);
};

/** A closed shore within a box that is no oval. */
export function unevenPool(frame: Frame, { x0, y0, x1, y1 }: Box, seed: number): Point[] {
	const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
	return Array.from({ length: 40 }, (_, k) => {
		const [c, s] = [cosineOfTurns(k / 40), sineOfTurns(k / 40)];
		const reach = 0.82 + 0.18 * noise(seed, 3 + 1.4 * c, 3 + 1.4 * s);
		return frame.leave({ x: x + ((x1 - x0) / 2) * c * reach, y: y + ((y1 - y0) / 2) * s * reach });
	});
}

/** A temple: halls one behind the other on the axis, galleries along both sides. */
export const templeBlock: Fabric = (plot, quarter) => {
	const ground = inset(plot, () => 4);
	if (!ground || areaOf(ground.corners) < 600) return;
	const frame = frameFacingSouth(ground);
	const box = largestBox(ground, frame);
	if (!box) return;
	const [width, depth] = [box.x1 - box.x0, box.y1 - box.y0];
	if (width < 24 || depth < 30) return;
	const x = (box.x0 + box.x1) / 2;
	const halls = Math.max(2, Math.min(4, Math.floor(depth / 24)));
	const step = depth / halls;
	for (let hall = 0; hall < halls; hall++) {
		const half = Math.min(width * 0.26, 9 + 4 * hall);
		const y0 = box.y0 + hall * step + step * 0.3;
		const main = hall === halls - 1;
		quarter.build(
			'temple',
			rectangle(frame, { x0: x - half, x1: x + half, y0, y1: y0 + Math.min(13, step * 0.45) }),
			main ? 2 : 1,
			1690 + 40 * hall,
			{
				height: main ? 17 : 11,
				...(main ? { place: 'temple' as const } : {})
			}
		);
	}
	const gallery = Math.min(5, width * 0.1);
	for (const x0 of [box.x0, box.x1 - gallery])
		quarter.build(
			'temple',
			rectangle(frame, { x0, x1: x0 + gallery, y0: box.y0 + 4, y1: box.y1 - 4 }),
			1,
			1705,
			{ height: 5.2 }
		);
};

/** A pagoda of seven storeys in a park. */
export const pagodaBlock: Fabric = (plot, quarter) => {
	const ground = inset(plot, () => 4);
	const frame = new Frame({ x: 1, y: 0 });
	const box = ground && largestBox(ground, frame);
	if (!ground || !box) return;
	const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
	const ring = (half: number) => oval(frame, { x0: x - half, x1: x + half, y0: y - half, y1: y + half }, 8);
	quarter.green('park', [ground.corners], 'park');
	quarter.build('temple', ring(9.5), 7, 1183, {
		place: 'pagoda',
		height: 52,
		parts: [
			{ outline: [ring(9.5)], height: 12 },
			{ outline: [ring(8)], height: 24 },
			{ outline: [ring(6.6)], height: 35 },
			{ outline: [ring(5.2)], height: 45 },
			{ outline: [ring(2.2)], height: 52 }
		]
	});
};

/** The bell tower where the old town's axes cross. */
export const bellTowerBlock: Fabric = (plot, quarter) => {
	const ground = inset(plot, () => 3);
	const frame = new Frame({ x: 1, y: 0 });
	const box = ground && largestBox(ground, frame);
	if (!ground || !box) return;
	const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
	const square = (half: number) =>
		rectangle(frame, { x0: x - half, x1: x + half, y0: y - half, y1: y + half });
	const half = Math.min(17, (box.x1 - box.x0) / 2, (box.y1 - box.y0) / 2);
	quarter.green(
		'grass',
		[ground.corners, square(half + 3 < (box.x1 - box.x0) / 2 ? half + 3 : half)],
		'square'
	);
	quarter.build('museum', square(half), 3, 1421, {
		place: 'bellTower',
		height: 38,
		parts: [
			{ outline: [square(half)], height: 14 },
			{ outline: [square(half * 0.72)], height: 28 },
			{ outline: [square(half * 0.5)], height: 38 }
		]
	});
};
