import type { Metres } from '#lib/model/units.ts';
import type { DemandPoints } from '../access/demand.ts';
import { Plane } from '../city/plane.ts';

/** Residents gathered by cells of a grid, so that a program over them is solved in seconds. */
export interface DemandCells {
	readonly side: Metres;
	/** By cell: the demand point nearest to the middle of its people, which stands for all of them. */
	readonly point: Int32Array;
	readonly people: Float64Array;
}

const SIDES: readonly Metres[] = [
	50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1500, 2000, 4000
];

/** The finest grid of which at most `most` cells have residents of the homes that count. */
export function demandCells(
	demand: DemandPoints,
	counts: (home: number) => boolean,
	most: number
): DemandCells {
	const homes = [...demand.people.keys()].filter(counts);
	const plane = new Plane(demand.lat[0] ?? 0);
	const x = demand.lng.map((lng) => lng * plane.perLng);
	const y = demand.lat.map((lat) => lat * plane.perLat);
	for (const side of SIDES) {
		const cells = cellsOf(homes, x, y, side);
		if (cells.size <= most || side === SIDES.at(-1)) return gathered([...cells.values()], x, y, demand, side);
	}
	return { side: 0, point: new Int32Array(), people: new Float64Array() };
}

/** Points by cell. */
function cellsOf(
	homes: readonly number[],
	x: Float64Array,
	y: Float64Array,
	side: Metres
): Map<string, number[]> {
	const cells = new Map<string, number[]>();
	for (const home of homes) {
		const key = `${Math.floor(y[home]! / side)}/${Math.floor(x[home]! / side)}`;
		const others = cells.get(key);
		if (others) others.push(home);
		else cells.set(key, [home]);
	}
	return cells;
}

function gathered(
	cells: readonly (readonly number[])[],
	x: Float64Array,
	y: Float64Array,
	{ people }: DemandPoints,
	side: Metres
): DemandCells {
	const sum = (points: readonly number[], of: (point: number) => number) =>
		points.reduce((total, point) => total + of(point), 0);
	const all = cells.map((points) => sum(points, (point) => people[point]!));
	const middle = cells.map((points, cell) => {
		const [east, north] = [x, y].map(
			(axis) => sum(points, (point) => people[point]! * axis[point]!) / all[cell]!
		) as [number, number];
		const off = (point: number) => {
			const [dx, dy] = [x[point]! - east, y[point]! - north];
			return dx * dx + dy * dy;
		};
		return points.reduce((best, point) => (off(point) < off(best) ? point : best));
	});
	return { side, point: Int32Array.from(middle), people: Float64Array.from(all) };
}
