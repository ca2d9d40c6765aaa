import { hash } from '../geometry/dice.ts';
import { centreOf } from '../geometry/convex.ts';
import { nodeAt } from './lattice.ts';
import { PLACES, type Plan } from './plan.ts';
import { elevationAt, FOREST_LINE } from './terrain.ts';

/** What a cell of the lattice is. `rural` cells are fields, some with a village. */
export type Zone =
	| 'oldTown'
	| 'inner'
	| 'housing'
	| 'newTown'
	| 'business'
	| 'station'
	| 'highTech'
	| 'university'
	| 'industry'
	| 'port'
	| 'urbanVillage'
	| 'park'
	| 'lake'
	| 'river'
	| 'forest'
	| 'rural';

/** The zone of the cell between columns i and i + 1 and rows j and j + 1, if the city reaches it. */
export function zoneOf(plan: Plan, column: number, row: number): Zone {
	const { seed, scale, columns, rows } = plan;
	const is = (name: string) => columns.line[name]!;
	const lies = (name: string) => rows.line[name]!;
	if (column === is('westBank')) return 'river';
	if (column >= is('oldWest') && column < is('oldEast') && row >= lies('oldSouth') && row < lies('oldNorth'))
		return 'oldTown';
	if (
		column >= is('lakeWest') &&
		column < is('oldWest') &&
		row >= lies('lakeSouth') &&
		row < lies('oldSouth')
	)
		return 'lake';
	const centre = centreOf(
		[
			[column, row],
			[column + 1, row],
			[column + 1, row + 1],
			[column, row + 1]
		].map(([i, j]) => nodeAt(plan, i!, j!))
	);
	if (elevationAt(plan, centre.x, centre.y) > FOREST_LINE)
		return within(plan, column, row, 'second') ? 'park' : 'forest';
	if (beyondEdge(plan, column, row)) return 'rural';
	// Plan metres of the default city, east bank moved back beside the west one.
	const middle = (at: readonly number[], k: number) => (at[k]! + at[k + 1]!) / 2;
	const east = column > is('westBank');
	const x = (middle(columns.at, column) - (east ? plan.riverBand : 0)) / scale;
	const y = middle(rows.at, row) / scale;
	const near = ({ x: cx, y: cy, radius }: { x: number; y: number; radius: number }) =>
		(x - cx) * (x - cx) + (y - cy) * (y - cy) < radius * radius;
	const { port, university, industry } = PLACES;
	const bankside = column === is('westBank') - 1 || column === is('eastBank');
	if (bankside && y > port.south && y < port.north) return 'port';
	if (near(PLACES.business)) return 'business';
	if (near(PLACES.station)) return 'station';
	if (near(PLACES.highTech)) return 'highTech';
	if (x > university.west && x < university.east && y > university.south && y < university.north)
		return 'university';
	if (x > industry.west && x < industry.east && y > industry.south && y < industry.north) return 'industry';
	if (near(PLACES.newTown)) return 'newTown';
	const roll = hash(seed + 41, column, row) % 1000;
	if (within(plan, column, row, 'second')) return roll < 16 ? 'park' : 'inner';
	if (roll < 26) return 'park';
	if (roll < 66) return 'urbanVillage';
	if (roll < 140) return 'newTown';
	return 'housing';
}

/** True for the fields between the edge of the city's plan and the horizon. */
export function beyondEdge({ columns, rows }: Plan, column: number, row: number): boolean {
	return (
		column < columns.line['edgeWest']! ||
		column >= columns.line['edgeEast']! ||
		row < rows.line['edgeSouth']! ||
		row >= rows.line['edgeNorth']!
	);
}

/** True for cells inside a ring road. */
export function within(
	{ columns, rows }: Plan,
	column: number,
	row: number,
	ring: 'second' | 'third'
): boolean {
	return (
		column >= columns.line[`${ring}West`]! &&
		column < columns.line[`${ring}East`]! &&
		row >= rows.line[`${ring}South`]! &&
		row < rows.line[`${ring}North`]!
	);
}
