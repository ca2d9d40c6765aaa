import type { NamedCity } from '../build/buildings.ts';
import type { Street } from '../build/street.ts';
import { elevationAt } from '../plan/terrain.ts';
import { toLngLat } from '../sources/degrees.ts';
import { nearestPoints } from './nearest.ts';
import { streetGraph, waysFrom, type StreetGraph } from './street-graph.ts';
import { inletsOn } from './sewers.ts';
import { streetName, thingSource, urnOf, type Thing, type ThingSource } from './table.ts';

const KIND = 'SewerNode';
/** Fall of a pipe, metres a metre, and the least ground above one. */
const FALL = 0.0012;
const COVER = 1.6;
/** Extra metres of way that one metre against the ground's fall is worth. */
const UPHILL = 120;

/** Pipe's diameter, mm, by the metres of street that drain into it. */
const DIAMETERS: readonly (readonly [drains: number, millimetres: number])[] = [
	[300, 400],
	[900, 600],
	[2200, 800],
	[4500, 1000],
	[9000, 1200],
	[20_000, 1500],
	[Infinity, 2000]
];

/**
 * The storm sewers: a node at every junction, and with each the pipe that leaves it: its diameter, its fall, where it
 * ends. Water runs by gravity to the nearest outfall, in the river or the moat.
 */
export function sewerNodes(named: NamedCity): ThingSource {
	return thingSource(
		'sewer_nodes',
		KIND,
		[
			'category',
			'street',
			'ground_m',
			'invert_m',
			'inlet',
			'downstream',
			'diameter_mm',
			'length_m',
			'end_lng',
			'end_lat',
			'end_invert_m'
		],
		() => nodes(named)
	);
}

function* nodes(named: NamedCity): Generator<Thing> {
	const { plan } = named.city.skeleton;
	const graph = streetGraph(named.streets.filter(isDrained));
	const ground = graph.at.map(({ x, y }) => elevationAt(plan, x, y));
	const outfalls = outfallsOf(named, graph);
	// From the outfalls against the water: a piece that rises downstream costs more.
	const { cost, before } = waysFrom(
		graph,
		outfalls,
		({ to, metres }, from) => metres + UPHILL * Math.max(0, ground[from]! - ground[to]!)
	);
	const upstreamFirst = [...graph.at.keys()]
		.filter((node) => cost[node]! < Infinity)
		.sort((a, b) => cost[b]! - cost[a]! || a - b);
	const pipe = (node: number) => graph.arcs[node]!.find(({ to }) => to === before[node]);
	const drains = new Float64Array(graph.at.length);
	const invert = Float64Array.from(ground, (height) => height - COVER);
	for (const node of upstreamFirst) {
		const down = pipe(node);
		if (!down) continue;
		drains[node] = drains[node]! + down.metres;
		drains[down.to] = drains[down.to]! + drains[node]!;
		invert[down.to] = Math.min(invert[down.to]!, invert[node]! - FALL * down.metres);
	}
	const inlets = [...inletsOn(named)];
	const nearestInlet = nearestPoints(inlets.map(({ at }) => at));
	const numbers = new Map(upstreamFirst.map((node, k) => [node, k + 1]));
	for (const node of upstreamFirst) {
		const down = pipe(node);
		const at = graph.at[node]!;
		const [inlet] = nearestInlet(at, 1);
		const end = down && toLngLat(graph.at[down.to]!);
		const street = (down ?? graph.arcs[node]![0])?.street;
		yield {
			at,
			values: [
				down ? '检查井' : '排放口',
				street && streetName(named, street),
				millimetre(ground[node]!),
				millimetre(invert[node]!),
				inlet === undefined ? undefined : inlets[inlet]!.id,
				down && urnOf(KIND, numbers.get(down.to)!),
				down && diameterOf(drains[node]!),
				down && millimetre(down.metres),
				end?.[0],
				end?.[1],
				down && millimetre(invert[down.to]!)
			]
		};
	}
}

/** Streets with sewers: those of the town, without its bridges and lanes. */
function isDrained({ country, bridge, class: roadClass }: Street): boolean {
	return !country && !bridge && roadClass !== 'living_street';
}

/** Junctions where sewers end: on the roads along the river's banks and on the lane along the moat. */
function outfallsOf({ city }: NamedCity, { at, arcs }: StreetGraph): number[] {
	const { columns } = city.skeleton.plan;
	const banks = [`v:${columns.line['westBank']!}:`, `v:${columns.line['eastBank']!}:`, 'w:'];
	const isBank = ({ street }: { readonly street: Street }) =>
		banks.some((prefix) => street.key.startsWith(prefix));
	return [...at.keys()].filter((node: number) => arcs[node]!.some(isBank));
}

function diameterOf(drains: number): number {
	return DIAMETERS.find(([most]) => drains <= most)![1];
}

function millimetre(value: number): number {
	return Math.round(value * 1000) / 1000;
}
