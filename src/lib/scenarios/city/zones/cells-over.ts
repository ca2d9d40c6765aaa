import type { LngLat } from '#lib/model/geometry.ts';
import type { BuildingsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { Metres } from '#lib/model/units.ts';
import { Plane } from '../plane.ts';

type Outline = Omit<ZonesPart, 'counted'>;

/** Edges of cells, finest first. */
const EDGES: readonly Metres[] = [200, 300, 400, 500, 600, 800, 1000, 1250, 1500, 2000, 3000, 5000, 10_000];

/**
 * Square cells over where anybody is in a building: of the smallest edge that gives at most `most` cells. Keys are
 * column and row from the south-west, `3-12`; names as on a printed map: a letter eastward, a number southward.
 */
export function cellsOver(buildings: BuildingsPart, most: number): Outline {
	const people = buildings.residents.map((residents, row) => residents + buildings.jobs[row]!);
	const rows = [...people.keys()].filter((row) => people[row]! > 0);
	if (rows.length === 0) return outline([], 0, 0, 1, 1, 0);
	const least = (values: Float64Array) => rows.reduce((low, row) => Math.min(low, values[row]!), Infinity);
	const [west, south] = [least(buildings.lng), least(buildings.lat)];
	const plane = new Plane(south);
	for (const edge of EDGES) {
		const [width, height] = [edge / plane.perLng, edge / plane.perLat];
		const cells = new Map<string, readonly [column: number, row: number]>();
		for (const row of rows) {
			const cell = [
				Math.floor((buildings.lng[row]! - west) / width),
				Math.floor((buildings.lat[row]! - south) / height)
			] as const;
			cells.set(cell.join('-'), cell);
		}
		if (cells.size > most && edge !== EDGES.at(-1)) continue;
		const inOrder = [...cells.values()].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
		return outline(inOrder, west, south, width, height, inOrder.at(-1)![1]);
	}
	throw new Error('unreachable: the last edge is taken');
}

function outline(
	cells: readonly (readonly [column: number, row: number])[],
	west: number,
	south: number,
	width: number,
	height: number,
	top: number
): Outline {
	const corner = (column: number, row: number): LngLat => [west + column * width, south + row * height];
	return {
		key: cells.map(([column, row]) => `${column}-${row}`),
		name: cells.map(([column, row]) => `${letters(column)}${top - row + 1}`),
		lng: Float64Array.from(cells, ([column]) => west + (column + 0.5) * width),
		lat: Float64Array.from(cells, ([, row]) => south + (row + 0.5) * height),
		residents: new Float64Array(cells.length),
		jobs: new Float64Array(cells.length),
		rings: cells.map(([column, row]) => [
			corner(column, row),
			corner(column + 1, row),
			corner(column + 1, row + 1),
			corner(column, row + 1)
		])
	};
}

/** A … Z, AA, AB … */
function letters(column: number): string {
	const last = String.fromCharCode(65 + (column % 26));
	return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}
