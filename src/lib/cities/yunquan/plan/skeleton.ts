import { hash } from '../geometry/dice.ts';
import { keepLeft, type Convex } from '../geometry/convex.ts';
import type { Point } from '../geometry/point.ts';
import { isWild, zoneAt, type Cells } from './cells.ts';
import { nodeAt } from './lattice.ts';
import { oldTownOf, type OldTown } from './old-town.ts';
import type { Plan } from './plan.ts';
import type { RoadClass } from './road-class.ts';
import { diagonalOf, onRing, ringRoadsOf, type RingRoad } from './ring-roads.ts';
import { sideOf, type Side, type Stretch } from './stretch.ts';
import { beyondEdge, within, type Zone } from './zones.ts';

/** The main streets as they could be: every lattice edge that is a street when one of its cells is built up. */
export interface Skeleton {
	readonly plan: Plan;
	readonly cells: Cells;
	readonly rings: readonly RingRoad[];
	readonly oldTown: OldTown;
	/** The eight pieces of the lane along the old town's wall. */
	readonly wallLane: readonly Stretch[];
}

export function skeletonOf(plan: Plan, cells: Cells): Skeleton {
	const oldTown = oldTownOf(plan);
	const { corners } = oldTown.wall;
	const wallLane = corners.map((from, k): Stretch => {
		const to = corners[(k + 1) % corners.length]!;
		return { key: `w:${k}`, from, to, class: 'residential', bridge: false };
	});
	return { plan, cells, rings: ringRoadsOf(plan), oldTown, wallLane };
}

/** Street along a lattice edge: `h` from a node eastwards, `v` northwards. Undefined when none can be there. */
export function latticeStretch(
	skeleton: Skeleton,
	kind: 'h' | 'v',
	column: number,
	row: number
): Stretch | undefined {
	const roadClass = classOf(skeleton, kind, column, row);
	if (!roadClass) return undefined;
	const { plan } = skeleton;
	const ends = [
		nodeAt(plan, column, row),
		kind === 'h' ? nodeAt(plan, column + 1, row) : nodeAt(plan, column, row + 1)
	] as const;
	const [from, to] = isOldTownStreet(skeleton, kind, column, row)
		? ends.map((end) => withinWall(skeleton, kind, end))
		: ends;
	const bridge =
		kind === 'h' && zoneAt(skeleton.cells, column, Math.min(row, skeleton.cells.rows - 1)) === 'river';
	return { key: `${kind}:${column}:${row}`, from: from!, to: to!, class: roadClass, bridge };
}

/** True for streets with the old town on both sides. */
export function isOldTownStreet({ cells }: Skeleton, kind: 'h' | 'v', column: number, row: number): boolean {
	const [a, b] = besides(cells, kind, column, row);
	return a === 'oldTown' && b === 'oldTown';
}

/** Old town streets are straight along the axes: the end beyond the wall moves onto it. */
function withinWall({ oldTown }: Skeleton, kind: 'h' | 'v', end: Point): Point {
	const axis = kind === 'h' ? 'x' : 'y';
	const ends = oldTown.wall.corners.map((corner) => corner[axis]);
	const kept = Math.min(Math.max(...ends), Math.max(Math.min(...ends), end[axis]));
	return kind === 'h' ? { x: kept, y: end.y } : { x: end.x, y: kept };
}

/** The diagonal street through a cell: a ring road's corner, or the avenue of the high-tech quarter. */
export function diagonalStretch(skeleton: Skeleton, column: number, row: number): Stretch | undefined {
	const { plan, cells, rings } = skeleton;
	const put = (slash: '/' | '\\', roadClass: RoadClass): Stretch => ({
		key: `d:${column}:${row}`,
		from: nodeAt(plan, column, slash === '/' ? row : row + 1),
		to: nodeAt(plan, column + 1, slash === '/' ? row + 1 : row),
		class: roadClass,
		bridge: false
	});
	for (const ring of rings) {
		const slash = diagonalOf(ring, column, row);
		if (slash) return put(slash, ring.class);
	}
	if (zoneAt(cells, column, row) !== 'highTech') return undefined;
	const first = cells.zones.indexOf('highTech');
	const [left, low] = [first % cells.columns, Math.floor(first / cells.columns)];
	return column - left === row - low ? put('/', 'primary') : undefined;
}

/** The cell's ground between the middles of its streets: one convex piece, or two beside a diagonal. */
export function groundOf(skeleton: Skeleton, column: number, row: number): readonly Convex<Side>[] {
	const { plan, cells, oldTown, wallLane } = skeleton;
	const nodes = [
		nodeAt(plan, column, row),
		nodeAt(plan, column + 1, row),
		nodeAt(plan, column + 1, row + 1),
		nodeAt(plan, column, row + 1)
	];
	const side = (kind: 'h' | 'v', i: number, j: number): Side => {
		const stretch = latticeStretch(skeleton, kind, i, j);
		return stretch ? sideOf(stretch) : { half: 8 };
	};
	const square: Convex<Side> = {
		corners: nodes,
		sides: [
			side('h', column, row),
			side('v', column + 1, row),
			side('h', column, row + 1),
			side('v', column, row)
		]
	};
	if (zoneAt(cells, column, row) === 'oldTown') {
		let rest: Convex<Side> | undefined = square;
		oldTown.wall.corners.forEach((corner, k) => {
			const next = oldTown.wall.corners[(k + 1) % oldTown.wall.corners.length]!;
			rest &&= keepLeft(rest, corner, next, sideOf(wallLane[k]!));
		});
		return rest ? [rest] : [];
	}
	const diagonal = diagonalStretch(skeleton, column, row);
	if (!diagonal) return [square];
	const cut = sideOf(diagonal);
	const [a, b, c, d] = nodes as [Point, Point, Point, Point];
	const [ab, bc, cd, da] = square.sides as [Side, Side, Side, Side];
	return diagonal.from === a || (diagonal.from.x === a.x && diagonal.from.y === a.y)
		? [
				{ corners: [a, b, c], sides: [ab, bc, cut] },
				{ corners: [a, c, d], sides: [cut, cd, da] }
			]
		: [
				{ corners: [a, b, d], sides: [ab, cut, da] },
				{ corners: [b, c, d], sides: [bc, cd, cut] }
			];
}

function classOf(skeleton: Skeleton, kind: 'h' | 'v', column: number, row: number): RoadClass | undefined {
	const { plan, cells, rings } = skeleton;
	const { columns } = plan;
	const [a, b] = besides(cells, kind, column, row);
	const line = lineClass(plan, kind, kind === 'h' ? row : column);
	const ring = rings.find((each) => onRing(each, kind, column, row));
	if (kind === 'h' && column === columns.line['westBank']) {
		if (ring) return ring.class;
		if (line === 'primary') return 'primary';
		const busy = row > 0 && row < cells.rows && within(plan, column, row, 'second');
		return busy && hash(plan.seed + 51, row) % 2 === 0 ? 'secondary' : undefined;
	}
	if (ring) return ring.class;
	if (isWild(a) && isWild(b)) return undefined;
	if (a === 'oldTown' && b === 'oldTown')
		return isAxis(plan, kind, kind === 'h' ? row : column) ? 'secondary' : 'residential';
	if (a === 'river' || b === 'river') return a === 'port' || b === 'port' ? undefined : 'secondary';
	if (a === 'park' && b === 'park') return undefined;
	if (a === 'university' && b === 'university') return 'residential';
	const far = beyondEdge(plan, column, row) && line !== 'primary';
	if (far) return undefined;
	const remote = (zone: Zone | undefined) => isWild(zone) || zone === 'rural';
	if (remote(a) && remote(b)) return line === 'primary' ? 'secondary' : 'tertiary';
	return line;
}

function lineClass(plan: Plan, kind: 'h' | 'v', index: number): 'primary' | 'secondary' {
	const axis = kind === 'h' ? plan.rows.line['axis']! : plan.columns.line['axis']!;
	return (index - axis) % 2 === 0 ? 'primary' : 'secondary';
}

function isAxis(plan: Plan, kind: 'h' | 'v', index: number): boolean {
	return index === (kind === 'h' ? plan.rows.line['axis'] : plan.columns.line['axis']);
}

/** Zones south and north of a horizontal edge, west and east of a vertical one. */
export function besides(
	cells: Cells,
	kind: 'h' | 'v',
	column: number,
	row: number
): [Zone | undefined, Zone | undefined] {
	return kind === 'h'
		? [zoneAt(cells, column, row - 1), zoneAt(cells, column, row)]
		: [zoneAt(cells, column - 1, row), zoneAt(cells, column, row)];
}
