import type { Plan } from './plan.ts';
import type { RoadClass } from './road-class.ts';

/** A ring road: a loop of lattice lines whose corners are cut by a diagonal through the corner cell. */
export interface RingRoad {
	readonly name: 'old' | 'second' | 'third';
	readonly class: RoadClass;
	readonly west: number;
	readonly east: number;
	readonly south: number;
	readonly north: number;
	/** The first ring follows the moat square; the others turn wide. */
	readonly cutsCorners: boolean;
}

export function ringRoadsOf({ columns, rows }: Plan): readonly RingRoad[] {
	const ring = (name: RingRoad['name'], roadClass: RoadClass, cutsCorners: boolean): RingRoad => ({
		name,
		class: roadClass,
		cutsCorners,
		west: columns.line[`${name}West`]!,
		east: columns.line[`${name}East`]!,
		south: rows.line[`${name}South`]!,
		north: rows.line[`${name}North`]!
	});
	return [ring('third', 'motorway', true), ring('second', 'trunk', true), ring('old', 'primary', false)];
}

/** True when the edge from a column and row east- or northwards belongs to the ring (its diagonals apart). */
export function onRing(ring: RingRoad, kind: 'h' | 'v', column: number, row: number): boolean {
	const { west, east, south, north, cutsCorners } = ring;
	const spare = cutsCorners ? 1 : 0;
	return kind === 'h'
		? (row === south || row === north) && column >= west + spare && column < east - spare
		: (column === west || column === east) && row >= south + spare && row < north - spare;
}

/** Which diagonal of the cell the ring takes: `/` from south-west to north-east, `\` the other, or none. */
export function diagonalOf(ring: RingRoad, column: number, row: number): '/' | '\\' | undefined {
	if (!ring.cutsCorners) return undefined;
	const { west, east, south, north } = ring;
	const [left, right] = [column === west, column === east - 1];
	const [low, high] = [row === south, row === north - 1];
	if ((left && low) || (right && high)) return '\\';
	if ((left && high) || (right && low)) return '/';
	return undefined;
}
