import { areaOf, inset, type Convex } from '../geometry/convex.ts';
import type { Frame } from '../geometry/chords.ts';
import type { Side } from '../plan/stretch.ts';
import type { Place, Use } from './draft.ts';
import { frameFacingSouth, frameOfLongestSide, largestBox } from './fit.ts';
import type { Fabric, Quarter } from './quarter.ts';
import { court, horseshoe, octagon, oval, rectangle, shrunk, slab, type Box } from './shapes.ts';
import { towerOnBase } from './towers.ts';

/** A plot's largest box facing south, with so much of a margin. */
function boxOf(
	plot: Convex<Side>,
	margin: number
): { frame: Frame; box: Box; ground: Convex<Side> } | undefined {
	const ground = inset(plot, () => margin);
	if (!ground || areaOf(ground.corners) < 150) return undefined;
	const frame = frameFacingSouth(ground);
	const box = largestBox(ground, frame);
	return box && { frame, box, ground };
}

/** A school: classrooms around yards on one side, the running track on the other. */
export function schoolBlock(place: 'primarySchool' | 'middleSchool'): Fabric {
	return (plot, quarter) => {
		const found = boxOf(plot, 8);
		if (!found) return;
		const { dice } = quarter;
		const { frame, box } = found;
		const [width, depth] = [box.x1 - box.x0, box.y1 - box.y0];
		const year = dice.whole(1979, 2021);
		const floors = place === 'primarySchool' ? dice.whole(3, 4) : dice.whole(4, 5);
		const share = width * depth > 14_000 ? 0.52 : 0.6;
		const [house, field]: [Box, Box] =
			width > depth
				? [
						{ ...box, x1: box.x0 + width * share },
						{ ...box, x0: box.x0 + width * share + 6 }
					]
				: [
						{ ...box, y0: box.y1 - depth * share },
						{ ...box, y1: box.y1 - depth * share - 6 }
					];
		track(frame, field, quarter);
		const [w, h] = [house.x1 - house.x0, house.y1 - house.y0];
		const wing = Math.min(10, w * 0.24, h * 0.24);
		if (h > 70) {
			const middle = house.y0 + h * 0.5;
			quarter.build('school', horseshoe(frame, { ...house, y0: middle + 5 }, wing), floors, year, { place });
			quarter.build('school', court(frame, { ...house, y1: middle - 5 }, wing), floors, year);
		} else quarter.build('school', horseshoe(frame, house, wing), floors, year, { place });
	};
}

function track(frame: Frame, { x0, y0, x1, y1 }: Box, quarter: Quarter): void {
	const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
	const [long, short] = [Math.min(176, Math.max(x1 - x0, y1 - y0)), Math.min(92, x1 - x0, y1 - y0)];
	const [halfX, halfY] = x1 - x0 > y1 - y0 ? [long / 2, short / 2] : [short / 2, long / 2];
	if (short < 18) return;
	quarter.green('pitch', [oval(frame, { x0: x - halfX, x1: x + halfX, y0: y - halfY, y1: y + halfY }, 36)]);
}

/** A hospital: a high ward block behind a broad outpatient building. */
export const hospitalBlock: Fabric = (plot, quarter) => {
	const found = boxOf(plot, 9);
	if (!found) return;
	const { dice } = quarter;
	const { frame, box } = found;
	const [width, depth] = [box.x1 - box.x0, box.y1 - box.y0];
	const year = dice.whole(1988, 2022);
	if (depth < 46 || width < 40) {
		quarter.build('hospital', rectangle(frame, { ...box, y1: box.y0 + Math.min(depth, 20) }), 6, year, {
			place: 'hospital'
		});
		return;
	}
	const wards = Math.min(92, width);
	const x = (box.x0 + box.x1) / 2;
	quarter.build(
		'hospital',
		slab(frame, { x0: x - wards / 2, x1: x + wards / 2, y0: box.y1 - 21, y1: box.y1 }, 4),
		dice.whole(13, 21),
		year,
		{ place: 'hospital' }
	);
	const clinics = { ...box, y1: box.y1 - 33 };
	if (clinics.y1 - clinics.y0 > 40 && width > 60)
		quarter.build(
			'hospital',
			court(frame, { ...clinics, y0: clinics.y1 - Math.min(62, clinics.y1 - clinics.y0) }, 15),
			dice.whole(4, 6),
			year
		);
	else quarter.build('hospital', rectangle(frame, clinics), 4, year);
};

/** A small public building in its yard: police, fire brigade, clinic, community centre. */
export function publicBuilding(use: Use, place: Place, floors: number): Fabric {
	return (plot, quarter) => {
		const found = boxOf(plot, 6);
		if (!found) return;
		const { dice } = quarter;
		const { frame, box } = found;
		const width = Math.min(box.x1 - box.x0, 44);
		const depth = Math.min(box.y1 - box.y0, 16);
		const body = { x0: box.x0, x1: box.x0 + width, y0: box.y1 - depth, y1: box.y1 };
		quarter.build(use, rectangle(frame, body), floors + dice.whole(-1, 1), dice.whole(1985, 2020), { place });
		// A drill tower stands in the fire brigade's yard.
		if (use === 'fire_station' && box.y1 - box.y0 > 32 && width > 12)
			quarter.build(
				use,
				rectangle(frame, { x0: box.x0, x1: box.x0 + 7, y0: box.y0, y1: box.y0 + 7 }),
				6,
				2004
			);
	};
}

/** Government: three wings and a square before them. */
export const governmentBlock: Fabric = (plot, quarter) => {
	const found = boxOf(plot, 10);
	if (!found) return;
	const { frame, box } = found;
	const [width, depth] = [Math.min(150, box.x1 - box.x0), box.y1 - box.y0];
	const x = (box.x0 + box.x1) / 2;
	const body = { x0: x - width / 2, x1: x + width / 2, y0: box.y1 - Math.min(64, depth * 0.55), y1: box.y1 };
	const wing = Math.min(20, width * 0.22, (body.y1 - body.y0) * 0.4);
	quarter.build(
		'government',
		horseshoe(frame, body, wing),
		quarter.dice.whole(7, 12),
		quarter.dice.whole(1996, 2014),
		{ place: 'government' }
	);
	if (depth * 0.45 > 24) quarter.green('grass', [rectangle(frame, { ...box, y1: body.y0 - 12 })], 'square');
};

/** A shopping centre that fills its block. */
export const mallBlock: Fabric = (plot, quarter) => {
	const { dice } = quarter;
	const ground = inset(plot, () => 12);
	if (!ground || areaOf(ground.corners) < 900) return;
	if (dice.chance(0.4)) {
		towerOnBase(ground, quarter, 70 + 60 * quarter.centrality + dice.whole(0, 25), 'mall');
		return;
	}
	const frame = frameOfLongestSide(ground);
	const box = largestBox(ground, frame);
	if (!box) return;
	quarter.build(
		'retail',
		octagon(frame, box, Math.min(14, (box.x1 - box.x0) * 0.15, (box.y1 - box.y0) * 0.15)),
		dice.whole(4, 7),
		dice.whole(2001, 2023),
		{ place: 'mall' }
	);
};

/** The sports centre: a stadium with its stands and a hall. */
export const stadiumBlock: Fabric = (plot, quarter) => {
	const found = boxOf(plot, 14);
	if (!found) return;
	const { frame, box } = found;
	const [width, depth] = [box.x1 - box.x0, box.y1 - box.y0];
	const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
	const scale = Math.min(1, width / 250, depth / 200);
	const [halfX, halfY] = [118 * scale, 92 * scale];
	const bowl = { x0: x - halfX, x1: x + halfX, y0: y - halfY, y1: y + halfY };
	const field = shrunk(bowl, 32 * scale);
	quarter.build('stadium', [oval(frame, bowl, 48), oval(frame, field, 48)], 5, 2009, {
		place: 'stadium',
		height: Math.round(36 * scale) + 6,
		parts: [
			{
				outline: [oval(frame, bowl, 48), oval(frame, shrunk(bowl, 15 * scale), 48)],
				height: Math.round(36 * scale) + 6
			},
			{
				outline: [oval(frame, shrunk(bowl, 15 * scale), 48), oval(frame, field, 48)],
				height: Math.round(15 * scale) + 3
			}
		]
	});
	quarter.green('pitch', [oval(frame, shrunk(field, 3), 40)]);
};

/** The railway station: a broad hall north of its square. */
export const stationBlock: Fabric = (plot, quarter) => {
	const found = boxOf(plot, 12);
	if (!found) return;
	const { frame, box } = found;
	const [width, depth] = [Math.min(230, box.x1 - box.x0), box.y1 - box.y0];
	const x = (box.x0 + box.x1) / 2;
	const hall = { x0: x - width / 2, x1: x + width / 2, y0: box.y1 - Math.min(110, depth * 0.6), y1: box.y1 };
	quarter.build('train_station', rectangle(frame, hall), 3, 2012, {
		place: 'station',
		height: 34,
		parts: [
			{ outline: [rectangle(frame, hall)], height: 22 },
			{
				outline: [
					rectangle(frame, { ...shrunk(hall, width * 0.04), x0: x - width * 0.3, x1: x + width * 0.3 })
				],
				height: 34
			}
		]
	});
	const square = { ...box, y1: hall.y0 - 14 };
	if (square.y1 - square.y0 > 20) quarter.green('grass', [rectangle(frame, shrunk(square, 8))], 'square');
};
