import type { NamedCity } from '../build/buildings.ts';
import { distance, type Point } from '../geometry/point.ts';
import type { Word } from '../names/lexicon.ts';
import { NamePool } from '../names/name-pool.ts';
import { stemOf } from '../names/place-names.ts';
import { nodeAt } from '../plan/lattice.ts';
import { PLACES, type Plan } from '../plan/plan.ts';
import type { Line, Stop } from './line.ts';

/** Metres between stations, at least. */
const APART = 820;
const COLOURS = ['2E7DD1', 'E0563B', '3C9D5D', '9A5BB5', 'D99A2B'];

type Node = readonly [column: number, row: number];

/** Five metro lines under the main streets: two along the axes, the loop of the second ring, two across town. */
export function metroLines(named: NamedCity): Line[] {
	const { plan, cells } = named.city.skeleton;
	const paths = pathsOf(plan);
	const visits = new Map<string, number>();
	for (const path of paths)
		for (const key of new Set(path.map(String))) visits.set(key, (visits.get(key) ?? 0) + 1);
	const stops = new Map<string, Stop>();
	const pool = new NamePool(plan.seed + 121);
	const taken = new Set<string>();
	const stopAt = (node: Node): Stop => {
		const key = String(node);
		let stop = stops.get(key);
		if (!stop) {
			const ward = named.wards.communityOf.get(
				Math.min(node[1], cells.rows - 1) * cells.columns + Math.min(node[0], cells.columns - 1)
			);
			let name: Word = ward ? stemOf(ward.name) : pool.next();
			while (taken.has(name.zh)) name = pool.next();
			taken.add(name.zh);
			stops.set(
				key,
				(stop = { id: `M${String(stops.size + 1).padStart(3, '0')}`, name, at: nodeAt(plan, ...node) })
			);
		}
		return stop;
	};
	return paths.map((nodes, k): Line => {
		const round = String(nodes[0]) === String(nodes.at(-1));
		const chosen: Node[] = [];
		nodes.forEach((node, step) => {
			const at = nodeAt(plan, ...node);
			const last = chosen.at(-1);
			const gap = last ? distance(nodeAt(plan, ...last), at) : Infinity;
			const end = step === nodes.length - 1;
			const meets = visits.get(String(node))! > 1;
			if (end && !round && gap < APART && chosen.length > 1) chosen.pop();
			if (gap >= APART || (meets && gap > 330) || (end && String(last) !== String(node))) chosen.push(node);
		});
		return {
			id: `L${k + 1}`,
			short: String(k + 1),
			name: { zh: `地铁${k + 1}号线`, en: `Metro Line ${k + 1}` },
			mode: 'metro',
			colour: COLOURS[k % COLOURS.length]!,
			path: nodes.map((node): Point => nodeAt(plan, ...node)),
			stops: chosen.map(stopAt),
			round
		};
	});
}

function pathsOf(plan: Plan): Node[][] {
	const { columns, rows, scale, riverBand } = plan;
	const column = (name: string) => columns.line[name]!;
	const row = (name: string) => rows.line[name]!;
	const nearestColumn = (x: number) => nearest(columns.at, x * scale + (x > PLACES.river ? riverBand : 0));
	const nearestRow = (y: number) => nearest(rows.at, y * scale);
	const business = nearestColumn(PLACES.business.x);
	const { west, east, south, north } = {
		west: column('secondWest'),
		east: column('secondEast'),
		south: row('secondSouth'),
		north: row('secondNorth')
	};
	return [
		route([column('axis'), row('thirdSouth') + 1], [column('axis'), row('thirdNorth') - 1]),
		route([column('thirdWest') + 1, row('axis')], [column('thirdEast') - 1, row('axis')]),
		[
			...route([west, south + 1], [west, north - 1]),
			...route([west + 1, north], [east - 1, north]),
			...route([east, north - 1], [east, south + 1]),
			...route([east - 1, south], [west + 1, south]),
			[west, south + 1]
		],
		route(
			[nearestColumn(PLACES.highTech.x - 600), nearestRow(PLACES.highTech.y)],
			[business, nearestRow(PLACES.highTech.y)],
			[business, row('thirdNorth') - 1],
			[nearestColumn(7600), row('thirdNorth') - 1]
		),
		route(
			[column('thirdWest') + 1, nearestRow(PLACES.station.y)],
			[nearestColumn(PLACES.newTown.x), nearestRow(PLACES.station.y)],
			[nearestColumn(PLACES.newTown.x), nearestRow(PLACES.newTown.y - 500)]
		)
	];
}

/** Lattice nodes on the way from corner to corner, along one axis at a time. */
function route(...corners: readonly Node[]): Node[] {
	const nodes: Node[] = [corners[0]!];
	for (const [column, row] of corners.slice(1)) {
		let [i, j] = nodes.at(-1)!;
		while (i !== column || j !== row) {
			i += Math.sign(column - i);
			j += Math.sign(row - j);
			nodes.push([i, j]);
		}
	}
	return nodes;
}

function nearest(at: readonly number[], wanted: number): number {
	let best = 0;
	at.forEach((value, k) => {
		if (Math.abs(value - wanted) < Math.abs(at[best]! - wanted)) best = k;
	});
	return best;
}
