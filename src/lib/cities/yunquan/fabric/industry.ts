import { areaOf, inset, type Convex } from '../geometry/convex.ts';
import { parcels } from '../blocks/parcels.ts';
import type { Side } from '../plan/stretch.ts';
import { frameOfLongestSide, largestBox } from './fit.ts';
import type { Fabric, Quarter } from './quarter.ts';
import { oval, rectangle, shrunk, type Box } from './shapes.ts';

/** Works and warehouses: long halls side by side, an office at the gate, tanks and a chimney here and there. */
export const industryBlock: Fabric = (plot, quarter) => {
	for (const parcel of parcels(plot, 17_000, 16, quarter.dice)) {
		const ground = inset(parcel, ({ half, stretch }) => (stretch ? 9 : half));
		if (ground && areaOf(ground.corners) > 1200) works(ground, quarter);
	}
};

function works(ground: Convex<Side>, quarter: Quarter): void {
	const { dice } = quarter;
	const frame = frameOfLongestSide(ground);
	const box = largestBox(ground, frame);
	if (!box) return;
	const year = dice.whole(1988, 2022);
	const yard = { ...box };
	if (yard.x1 - yard.x0 > 90) {
		quarter.build(
			'office',
			rectangle(frame, { ...yard, x1: yard.x0 + 15, y1: Math.min(yard.y1, yard.y0 + dice.between(34, 56)) }),
			dice.whole(3, 5),
			year,
			{ place: 'factory' }
		);
		yard.x0 += 27;
	}
	if (yard.x1 - yard.x0 > 110 && dice.chance(0.3)) {
		tanks(frame, { ...yard, x0: yard.x1 - 34 }, quarter, year);
		yard.x1 -= 44;
	}
	const use = dice.chance(0.65) ? 'industrial' : 'warehouse';
	const halls = Math.max(1, Math.min(4, Math.round((yard.y1 - yard.y0) / dice.between(36, 54))));
	const depth = (yard.y1 - yard.y0 - (halls - 1) * 12) / halls;
	if (depth < 8 || yard.x1 - yard.x0 < 16) return;
	for (let hall = 0; hall < halls; hall++) {
		const y0 = yard.y0 + hall * (depth + 12);
		const reach = yard.x1 - (hall === halls - 1 ? 0 : dice.pick([0, 0, 18, 30]));
		quarter.build(
			use,
			rectangle(frame, { x0: yard.x0, x1: Math.max(yard.x0 + 16, reach), y0, y1: y0 + depth }),
			1,
			year + dice.whole(0, 3),
			{ height: dice.pick([9, 10.5, 12, 12, 14, 17]) }
		);
	}
}

/** Round tanks two by two, and a chimney beside them. */
function tanks(
	frame: ReturnType<typeof frameOfLongestSide>,
	area: Box,
	quarter: Quarter,
	year: number
): void {
	const { dice } = quarter;
	const size = 15;
	for (let y = area.y0; y + size <= area.y1; y += size + 4)
		for (let x = area.x0; x + size <= area.x1; x += size + 4) {
			if (dice.chance(0.2)) continue;
			const box = { x0: x, x1: x + size, y0: y, y1: y + size };
			if (dice.chance(0.06))
				quarter.build('chimney', oval(frame, shrunk(box, 5.4), 12), 1, year, { height: dice.whole(45, 95) });
			else quarter.build('storage_tank', oval(frame, box, 20), 1, year, { height: dice.whole(9, 15) });
		}
}
