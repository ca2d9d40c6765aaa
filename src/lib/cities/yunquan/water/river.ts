import type { Point } from '../geometry/point.ts';
import { onGround } from '../plan/lattice.ts';
import type { Plan } from '../plan/plan.ts';

/** Metres from the middle of a bank's road to the water. */
export const BANK = 34;
/** Metres that the river goes on beyond the lattice, to where the ground ends. */
const BEYOND = 14_000;
const STEP = 70;

/** Least metres between the straight line of a bank's road and the water, where the river bends away. */
const LEAST_BANK = 17;

/** The river between its banks, counter-clockwise. */
export function riverOf(plan: Plan): Point[] {
	return [...shoreOf(plan, 'eastBank', -1), ...shoreOf(plan, 'westBank', 1).reverse()];
}

/** One shore of the river from south to north. It follows the bank's column; `sense` says on which side of it the water lies: 1 east, −1 west. */
export function shoreOf(plan: Plan, bank: 'westBank' | 'eastBank', sense: 1 | -1): Point[] {
	const { columns, rows } = plan;
	const x = columns.at[columns.line[bank]!]!;
	const points: Point[] = [];
	const [south, north] = [rows.at[0]! - BEYOND, rows.at.at(-1)! + BEYOND];
	for (let y = south; y <= north; y += STEP) {
		const at = onGround(plan, x, y);
		const road = roadAt(plan, x, y, at.y);
		const free = at.x + sense * BANK;
		const kept = road === undefined ? free : road + sense * LEAST_BANK;
		points.push({ x: sense === 1 ? Math.max(free, kept) : Math.min(free, kept), y: at.y });
	}
	return points;
}

/** How far east the bank's road runs there, straight from node to node; undefined beyond the lattice. */
function roadAt(plan: Plan, x: number, y: number, north: number): number | undefined {
	const { at } = plan.rows;
	const row = at.findIndex((line, k) => line <= y && y <= (at[k + 1] ?? -Infinity));
	if (row < 0) return undefined;
	const [a, b] = [onGround(plan, x, at[row]!), onGround(plan, x, at[row + 1]!)];
	return a.x + ((b.x - a.x) * (north - a.y)) / (b.y - a.y);
}
