import { areaOf, inset, type Convex } from '../geometry/convex.ts';
import type { Point } from '../geometry/point.ts';
import { parcels } from '../blocks/parcels.ts';
import type { Side } from '../plan/stretch.ts';
import { frontages } from './fit.ts';
import type { Fabric, Quarter } from './quarter.ts';
import { rectangle } from './shapes.ts';

/** An old-town block: shop houses along the streets, courtyard houses along the lanes. */
export const oldTownBlock: Fabric = (plot, quarter) => {
	const { dice } = quarter;
	const onStreet = ({ stretch }: Side) => stretch !== undefined && !stretch.key.startsWith('c:');
	const edge = inset(plot, () => 0.8);
	if (!edge) return;
	const depth = 11;
	for (const { frame, box } of frontages(edge, depth, onStreet)) {
		let x = box.x0 + 0.5;
		while (box.x1 - x > 7) {
			const rest = box.x1 - x;
			const length = rest < 20 ? rest - 0.3 : dice.between(8, 17);
			quarter.build(
				'retail',
				rectangle(frame, { ...box, x0: x, x1: x + length, y1: box.y1 - dice.between(0, 2) }),
				dice.pick([2, 2, 2, 3]),
				dice.whole(1910, 1995),
				{ height: dice.pick([7.2, 7.8, 8.4, 10.6]) }
			);
			x += length + 0.3;
		}
	}
	const yards = inset(edge, (side) => (onStreet(side) ? depth + 1.4 : 0));
	if (!yards) return;
	for (const parcel of parcels(yards, 300, 1, dice)) {
		const own = inset(parcel, ({ half, stretch }) => (stretch ? 0.4 : half));
		if (own && areaOf(own.corners) > 60) courtyardHouse(own, quarter);
	}
};

/** Wings around a court: on all sides, or with one side left to the wall and gate. */
export function courtyardHouse(ground: Convex<Side>, quarter: Quarter): void {
	const { dice } = quarter;
	const year = dice.whole(1890, 1985);
	const floors = dice.chance(0.8) ? 1 : 2;
	const height = floors === 1 ? dice.pick([4.6, 5, 5.4]) : dice.pick([7.4, 8]);
	const wing = dice.between(4.4, 5.6);
	const yard = areaOf(ground.corners) > 130 ? inset(ground, () => wing) : undefined;
	if (!yard || areaOf(yard.corners) < 28 || yard.corners.length !== ground.corners.length) {
		quarter.build('house', ground.corners, floors, year, { height });
		return;
	}
	const outline = dice.chance(0.45)
		? [ground.corners, yard.corners]
		: [openCourt(ground, yard, dice.whole(0, 3))];
	quarter.build('house', outline, floors, year, { height });
}

/** The ring between plot and court without the wing on one side. */
function openCourt(ground: Convex<Side>, yard: Convex<Side>, missing: number): Point[] {
	const count = ground.corners.length;
	const around = Array.from({ length: count }, (_, k) => (missing + 1 + k) % count);
	return [...around.map((k) => ground.corners[k]!), ...[...around].reverse().map((k) => yard.corners[k]!)];
}
