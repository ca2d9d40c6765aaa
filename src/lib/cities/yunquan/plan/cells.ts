import type { Plan } from './plan.ts';
import { zoneOf, type Zone } from './zones.ts';

/** The lattice's cells with their zones, row by row from the south-west. */
export interface Cells {
	readonly columns: number;
	readonly rows: number;
	readonly zones: readonly Zone[];
}

export function cellsOf(plan: Plan): Cells {
	const columns = plan.columns.at.length - 1;
	const rows = plan.rows.at.length - 1;
	const zones: Zone[] = [];
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++) zones.push(zoneOf(plan, column, row));
	const open = reachable(plan, columns, rows, zones);
	return { columns, rows, zones: zones.map((zone, cell) => (isWild(zone) || open[cell] ? zone : 'forest')) };
}

/** Zone of a cell; undefined beyond the lattice. */
export function zoneAt({ columns, rows, zones }: Cells, column: number, row: number): Zone | undefined {
	return column < 0 || row < 0 || column >= columns || row >= rows
		? undefined
		: zones[row * columns + column];
}

/** Nobody lives there and no street goes through. */
export function isWild(zone: Zone | undefined): boolean {
	return zone === undefined || zone === 'forest' || zone === 'lake' || zone === 'river';
}

/** Cells one can walk to from the middle of the town; clearings within the forest are left out. */
function reachable(plan: Plan, columns: number, rows: number, zones: readonly Zone[]): Uint8Array {
	const open = new Uint8Array(zones.length);
	const start = plan.rows.line['axis']! * columns + plan.columns.line['axis']!;
	const queue = [start];
	open[start] = 1;
	for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
		const [column, row] = [cell % columns, Math.floor(cell / columns)];
		for (const [dx, dy] of [
			[1, 0],
			[-1, 0],
			[0, 1],
			[0, -1]
		] as const) {
			const [x, y] = [column + dx, row + dy];
			if (x < 0 || y < 0 || x >= columns || y >= rows) continue;
			const next = y * columns + x;
			const zone = zones[next]!;
			if (open[next] || zone === 'forest' || zone === 'lake') continue;
			open[next] = 1;
			queue.push(next);
		}
	}
	return open;
}
