import type { City } from '../build/city.ts';
import type { Surface } from '../fabric/quarter.ts';
import { areaOf } from '../geometry/convex.ts';
import type { Point } from '../geometry/point.ts';
import { nodeAt } from '../plan/lattice.ts';
import { zoneAt } from '../plan/cells.ts';
import { shoreOf } from './river.ts';

/** Metres from the middle of the bank's road to the green, and from the green to the water. */
const [ROAD, WATER] = [11, 3];
/** Metres that the green keeps from crossings and bridges. */
const CLEAR = 24;

/** The green between the bank's roads and the river, as far as there is town beside it and no port. */
export function riversideOf({ skeleton, uses }: City): Surface[] {
	const { plan, cells } = skeleton;
	const found: Surface[] = [];
	for (const [bank, sense] of [
		['westBank', 1],
		['eastBank', -1]
	] as const) {
		const column = plan.columns.line[bank]!;
		const beside = sense === 1 ? column - 1 : column;
		const shore = shoreOf(plan, bank, sense);
		for (let row = 0; row < cells.rows; row++) {
			const zone = zoneAt(cells, beside, row);
			if (zone === 'port' || uses.get(row * cells.columns + beside) !== 'zone') continue;
			const [south, north] = [nodeAt(plan, column, row), nodeAt(plan, column, row + 1)];
			const water = shore
				.filter(({ y }) => y > south.y + CLEAR && y < north.y - CLEAR)
				.map(({ x, y }): Point => ({ x: x - sense * WATER, y }));
			if (water.length < 2) continue;
			const road = water.map(({ y }): Point => {
				const share = (y - south.y) / (north.y - south.y);
				return { x: south.x + (north.x - south.x) * share + sense * ROAD, y };
			});
			const ring = [...water, ...road.reverse()];
			const rings = [areaOf(ring) > 0 ? ring : ring.reverse()];
			found.push({ kind: 'green', class: 'park', rings });
		}
	}
	return found;
}
