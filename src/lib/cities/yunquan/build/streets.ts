import type { Convex } from '../geometry/convex.ts';
import type { Point } from '../geometry/point.ts';
import { jointsAlong } from '../blocks/divide.ts';
import { isWild, zoneAt } from '../plan/cells.ts';
import { onRing } from '../plan/ring-roads.ts';
import type { RoadClass } from '../plan/road-class.ts';
import { besides, diagonalStretch, isOldTownStreet, latticeStretch, type Skeleton } from '../plan/skeleton.ts';
import type { Stretch } from '../plan/stretch.ts';
import { nodeAt } from '../plan/lattice.ts';
import { largestNetwork } from './network.ts';
import type { City } from './city.ts';
import type { Street } from './street.ts';

/** All streets that are there, as one connected network. */
export function streetsOf(city: City): Street[] {
	const joints = new Map<string, Point[]>();
	const join = (key: string, at: Point) => {
		const list = joints.get(key);
		if (list) list.push(at);
		else joints.set(key, [at]);
	};
	const found: Omit<Street, 'line'>[] = mainStreets(city, join);
	for (const [cell, division] of city.cuts) {
		for (const { key, at } of division.joints) join(key, at);
		for (const stretch of division.cuts)
			found.push({
				key: stretch.key,
				stretch,
				class: stretch.class,
				bridge: false,
				cell,
				country: city.uses.get(cell) === 'village'
			});
	}
	const streets = found.map((street): Street => {
		const { from, to } = street.stretch;
		const between = street.key.includes('/') ? [] : jointsAlong(street.stretch, joints.get(street.key) ?? []);
		return { ...street, line: [from, ...between, to] };
	});
	return largestNetwork(streets);
}

type Join = (key: string, at: Point) => void;

function mainStreets(city: City, join: Join): Omit<Street, 'line'>[] {
	const { skeleton } = city;
	const { cells, wallLane } = skeleton;
	const found: Omit<Street, 'line'>[] = [];
	for (let row = 0; row <= cells.rows; row++)
		for (let column = 0; column <= cells.columns; column++)
			for (const kind of ['h', 'v'] as const) {
				if (kind === 'h' ? column === cells.columns : row === cells.rows) continue;
				const stretch = latticeStretch(skeleton, kind, column, row);
				if (!stretch) continue;
				const built = importance(city, kind, column, row, stretch);
				if (!built) continue;
				found.push({ key: stretch.key, stretch, class: built, bridge: stretch.bridge, country: isCountry(city, kind, column, row) });
				if (isOldTownStreet(skeleton, kind, column, row))
					found.push(...overTheMoat(skeleton, kind, column, row, stretch, join));
			}
	for (let row = 0; row < cells.rows; row++)
		for (let column = 0; column < cells.columns; column++) {
			const stretch = diagonalStretch(skeleton, column, row);
			if (stretch && !isWild(zoneAt(cells, column, row)))
				found.push({ key: stretch.key, stretch, class: stretch.class, bridge: false, country: false });
		}
	for (const stretch of wallLane)
		found.push({ key: stretch.key, stretch, class: stretch.class, bridge: false, country: false });
	return found;
}

/** True for main streets without town on either side. */
function isCountry(city: City, kind: 'h' | 'v', column: number, row: number): boolean {
	return !isTown(city, column, row) && !(kind === 'h' ? isTown(city, column, row - 1) : isTown(city, column - 1, row));
}

function isTown({ skeleton: { cells }, uses }: City, column: number, row: number): boolean {
	return zoneAt(cells, column, row) !== undefined && uses.get(row * cells.columns + column) === 'zone';
}

/** Class that a main street has where it is; less between fields, none over the river far out. */
function importance(
	city: City,
	kind: 'h' | 'v',
	column: number,
	row: number,
	{ class: roadClass, bridge }: Stretch
): RoadClass | undefined {
	const { cells, rings, plan } = city.skeleton;
	if (rings.some((ring) => onRing(ring, kind, column, row))) return roadClass;
	if (bridge) {
		const busy = [column - 1, column + 1].every((i) => isTown(city, i, row) || isTown(city, i, row - 1));
		const remote = (row - plan.rows.line['axis']!) % 6 === 0;
		return busy ? roadClass : remote ? 'secondary' : undefined;
	}
	if (!isCountry(city, kind, column, row)) return roadClass;
	const [left, right] = besides(cells, kind, column, row);
	if (isWild(left) && isWild(right)) return undefined;
	return roadClass === 'primary' ? 'secondary' : 'tertiary';
}

/** From the wall over the moat to the road around it: at the axes and every second street. */
function overTheMoat(
	{ plan, oldTown }: Skeleton,
	kind: 'h' | 'v',
	column: number,
	row: number,
	stretch: Stretch,
	join: Join
): Omit<Street, 'line'>[] {
	const { columns, rows } = plan;
	const across = kind === 'h' ? row - rows.line['axis']! : column - columns.line['axis']!;
	const node = (step: number) =>
		kind === 'h' ? nodeAt(plan, column + step, row) : nodeAt(plan, column, row + step);
	const [first, last] = [
		kind === 'h' ? column === columns.line['oldWest'] : row === rows.line['oldSouth'],
		kind === 'h' ? column + 1 === columns.line['oldEast'] : row + 1 === rows.line['oldNorth']
	];
	const found: Omit<Street, 'line'>[] = [];
	for (const [there, end, outside] of [
		[first, stretch.from, node(0)],
		[last, stretch.to, node(1)]
	] as const) {
		if (!there) continue;
		wallPieceAt(oldTown.wall, end, (k) => join(`w:${k}`, end));
		if (across % 2 !== 0) continue;
		const outer = onto(oldTown.outerBank, end, kind);
		const inner = onto(oldTown.innerBank, end, kind);
		const way = [end, inner, outer, outside];
		for (let k = 0; k < 3; k++)
			found.push({
				key: `${stretch.key}/${outside === node(0) ? 0 : 1}${k}`,
				stretch: { ...stretch, from: way[k]!, to: way[k + 1]! },
				class: stretch.class,
				bridge: k === 1,
				country: false
			});
	}
	return found;
}

/** The point of a street's end moved along the street onto a ring around the town. */
function onto({ corners }: Convex<null>, end: Point, kind: 'h' | 'v'): Point {
	const axis = kind === 'h' ? 'x' : 'y';
	const values = corners.map((corner) => corner[axis]);
	const [low, high] = [Math.min(...values), Math.max(...values)];
	const kept = Math.abs(end[axis] - low) < Math.abs(end[axis] - high) ? low : high;
	return kind === 'h' ? { x: kept, y: end.y } : { x: end.x, y: kept };
}

function wallPieceAt({ corners }: Convex<null>, at: Point, found: (piece: number) => void): void {
	corners.forEach((corner, k) => {
		const next = corners[(k + 1) % corners.length]!;
		const flat = Math.abs(corner.y - next.y) < 1e-6 && Math.abs(at.y - corner.y) < 1e-6;
		const upright = Math.abs(corner.x - next.x) < 1e-6 && Math.abs(at.x - corner.x) < 1e-6;
		if (flat || upright) found(k);
	});
}
