import { areaOf, depthInside, inset, type Convex } from '../geometry/convex.ts';
import type { Frame } from '../geometry/chords.ts';
import { parcels } from '../blocks/parcels.ts';
import type { Side } from '../plan/stretch.ts';
import { heightOf, type Draft, type Use } from './draft.ts';
import { frameOfLongestSide, largestBox } from './fit.ts';
import type { Fabric, Quarter } from './quarter.ts';
import { octagon, oval, rectangle, shrunk, type Box } from './shapes.ts';

/** A business block: plots with a low base along the street and one or two towers on it. */
export const businessBlock: Fabric = (plot, quarter) => {
	for (const parcel of parcels(plot, 6800, 10, quarter.dice)) {
		const ground = inset(parcel, ({ half, stretch }) => (stretch ? 7 : half));
		if (ground && areaOf(ground.corners) > 700) towerOnBase(ground, quarter);
	}
};

/** A base that fills the plot, with a tower of two or three steps; high near the centre. */
export function towerOnBase(
	ground: Convex<Side>,
	quarter: Quarter,
	top?: number,
	place?: Draft['place']
): void {
	const { dice, centrality } = quarter;
	const frame = frameOfLongestSide(ground);
	const box = largestBox(ground, frame);
	if (!box) return;
	const year = dice.whole(2003, 2025);
	const baseFloors = dice.whole(2, 5);
	const reach = 34 + 215 * centrality * centrality * dice.between(0.55, 1.15);
	const height = Math.round(top ?? Math.max(28, reach));
	const use = dice.pick<Use>(['office', 'office', 'office', 'hotel', 'retail']);
	if (height < 40) {
		quarter.build(use, ground.corners, Math.max(3, Math.round(height / 4.1)), year);
		return;
	}
	const shaft = shaftBox(box, dice.between(30, 46), height);
	if (!shaft) {
		quarter.build('retail', ground.corners, baseFloors, year);
		return;
	}
	const floors = Math.round(height / 4.05);
	const base = heightOf('retail', baseFloors);
	const form = dice.pick([plain, plain, plain, chamfered, chamfered, height > 120 ? round : chamfered]);
	const parts = [{ outline: [ground.corners], height: base }, ...steps(frame, shaft, height, form, quarter)];
	const inside = parts.every(({ outline }) =>
		outline[0]!.every((corner) => depthInside(ground, corner) > -0.01)
	);
	if (!inside) return;
	quarter.build(use, ground.corners, floors, year, {
		height,
		parts,
		...(place
			? { place }
			: height > 90
				? { place: use === 'hotel' ? ('hotel' as const) : ('tower' as const) }
				: {})
	});
}

/** A square-ish shaft within the base's largest box, away from its edges. */
function shaftBox(box: Box, side: number, height: number): Box | undefined {
	const room = shrunk(box, 4);
	const width = Math.min(room.x1 - room.x0, side * (height > 160 ? 1.15 : 1.35));
	const depth = Math.min(room.y1 - room.y0, side);
	if (width < 16 || depth < 16) return undefined;
	const [x, y] = [(room.x0 + room.x1) / 2, (room.y0 + room.y1) / 2];
	return { x0: x - width / 2, x1: x + width / 2, y0: y - depth / 2, y1: y + depth / 2 };
}

type Form = (frame: Frame, box: Box) => ReturnType<typeof rectangle>;
const plain: Form = rectangle;
const chamfered: Form = (frame, box) => octagon(frame, box, Math.min(box.x1 - box.x0, box.y1 - box.y0) * 0.2);
const round: Form = (frame, box) => oval(frame, box, 20);

function steps(
	frame: Frame,
	shaft: Box,
	height: number,
	form: Form,
	{ dice }: Quarter
): { outline: ReturnType<Form>[]; height: number }[] {
	const levels = height > 220 ? [0.62, 0.86, 1] : height > 120 && dice.chance(0.6) ? [0.84, 1] : [1];
	return levels.map((share, k) => ({
		outline: [form(frame, shrunk(shaft, k * Math.min(4.5, (shaft.x1 - shaft.x0) * 0.1)))],
		height: Math.round(height * share)
	}));
}
