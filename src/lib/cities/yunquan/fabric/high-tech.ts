import { areaOf, inset } from '../geometry/convex.ts';
import { parcels } from '../blocks/parcels.ts';
import { frameOfLongestSide, largestBox } from './fit.ts';
import type { Fabric } from './quarter.ts';
import { court, elbow, horseshoe, rectangle, shrunk } from './shapes.ts';
import { towerOnBase } from './towers.ts';

/** A high-tech block: office buildings of simple figures on lawns, towers where the quarter is densest. */
export const highTechBlock: Fabric = (plot, quarter) => {
	const { dice, centrality } = quarter;
	for (const parcel of parcels(plot, 9500, 8, dice)) {
		const ground = inset(parcel, ({ half, stretch }) => (stretch ? 10 : half));
		if (!ground || areaOf(ground.corners) < 900) continue;
		if (dice.chance(0.12 + 0.55 * centrality)) {
			towerOnBase(ground, quarter);
			continue;
		}
		const frame = frameOfLongestSide(ground);
		const box = largestBox(ground, frame);
		if (!box || box.x1 - box.x0 < 24 || box.y1 - box.y0 < 24) continue;
		quarter.green('grass', [ground.corners]);
		const floors = dice.whole(5, 14);
		const year = dice.whole(2008, 2025);
		const wing = Math.min(18, (box.y1 - box.y0) * 0.3, (box.x1 - box.x0) * 0.3);
		const figure = dice.whole(0, 3);
		if (figure === 0) {
			quarter.build('office', court(frame, shrunk(box, 4), wing), floors, year);
		} else if (figure === 1) {
			quarter.build('office', elbow(frame, shrunk(box, 4), wing), floors, year);
		} else if (figure === 2) {
			quarter.build('office', horseshoe(frame, shrunk(box, 4), wing), floors, year);
		} else {
			const half = (box.x1 - box.x0) / 2;
			quarter.build('office', rectangle(frame, { ...shrunk(box, 4), x1: box.x0 + half - 6 }), floors, year);
			quarter.build(
				'office',
				rectangle(frame, { ...shrunk(box, 4), x0: box.x0 + half + 6 }),
				floors + 2,
				year
			);
		}
	}
};
