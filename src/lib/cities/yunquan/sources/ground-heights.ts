import type { NamedCity } from '../build/buildings.ts';
import type { Point } from '../geometry/point.ts';
import { elevationAt, plainAt } from '../plan/terrain.ts';
import { lakeOf } from '../water/lake.ts';
import { riverOf } from '../water/river.ts';
import { toLngLat, toMetres } from './degrees.ts';
import { batched, type Source } from './source.ts';

/** Ground around the town that has fine heights, metres. */
const MARGIN = 2000;
/** Degrees between samples (some 25 m), and the most of them to a side: larger towns have coarser ones. */
const [STEP, SAMPLES] = [0.000_25, 1000] as const;
/** Metres that usual water stands below the plain, as the city's gauges show in dry weather; a lake, below its shore. */
const BELOW = { river: 2.5, moat: 3.7, lake: 3 } as const;

interface Water {
	readonly rings: readonly (readonly Point[])[];
	readonly levelAt: (x: number, y: number) => number;
}

/** Heights of the town's ground as a fine ESRI ASCII grid in degrees, to the centimetre; where water stands, of its usual surface. */
export function groundHeightsSource(named: NamedCity): Source {
	return { name: 'ground-heights.asc', chunks: () => batched(lines(named)) };
}

function* lines(named: NamedCity): Generator<string> {
	const { plan } = named.city.skeleton;
	const { columns: across, rows: along } = plan;
	const edge = (at: readonly number[], line: number | undefined, sense: 1 | -1) =>
		at[line!]! + sense * MARGIN;
	const [lng, lat] = toLngLat({
		x: edge(across.at, across.line['edgeWest'], -1),
		y: edge(along.at, along.line['edgeSouth'], -1)
	});
	const [farLng, farLat] = toLngLat({
		x: edge(across.at, across.line['edgeEast'], 1),
		y: edge(along.at, along.line['edgeNorth'], 1)
	});
	const step = Math.max(STEP, Math.ceil((Math.max(farLng - lng, farLat - lat) / SAMPLES) * 1e6) / 1e6);
	const columns = Math.ceil((farLng - lng) / step) + 1;
	const rows = Math.ceil((farLat - lat) / step) + 1;
	yield `ncols ${columns}\nnrows ${rows}\nxllcenter ${lng}\nyllcenter ${lat}\ncellsize ${step}\n`;
	const waters = watersOf(named);
	for (let row = rows - 1; row >= 0; row--) {
		const y = toMetres(lng, lat + row * step).y;
		const banks = waters.map(({ rings }) => crossings(rings, y));
		const heights = Array.from({ length: columns }, (_, column) => {
			const { x } = toMetres(lng + column * step, lat);
			const water = waters[banks.findIndex((xs) => isBetween(xs, x))];
			return Math.round(100 * (water?.levelAt(x, y) ?? elevationAt(plan, x, y))) / 100;
		});
		yield `${heights.join(' ')}\n`;
	}
}

function watersOf({ city }: NamedCity): Water[] {
	const { plan, oldTown } = city.skeleton;
	const lake = lakeOf(plan);
	const shore = lake.shore[0]!;
	const lakeLevel = elevationAt(plan, shore.x, shore.y) - BELOW.lake;
	return [
		{ rings: [riverOf(plan)], levelAt: (x, y) => plainAt(plan, x, y) - BELOW.river },
		{ rings: [lake.shore, lake.island], levelAt: () => lakeLevel },
		{
			rings: [oldTown.outerBank.corners, oldTown.innerBank.corners],
			levelAt: (x, y) => plainAt(plan, x, y) - BELOW.moat
		}
	];
}

/** Where a line from west to east crosses rings, from west to east. */
function crossings(rings: readonly (readonly Point[])[], y: number): number[] {
	const found: number[] = [];
	for (const ring of rings)
		ring.forEach((b, index) => {
			const a = ring.at(index - 1)!;
			if (a.y > y !== b.y > y) found.push(a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y));
		});
	return found.sort((a, b) => a - b);
}

function isBetween(crossed: readonly number[], x: number): boolean {
	let inside = false;
	for (const at of crossed) {
		if (at > x) return inside;
		inside = !inside;
	}
	return false;
}
