import FlatQueue from 'flatqueue';
import type { NamedCity } from '../build/buildings.ts';
import { junctionKey } from '../build/network.ts';
import { Dice } from '../geometry/dice.ts';
import { distance, type Point } from '../geometry/point.ts';
import type { Word } from '../names/lexicon.ts';
import { nodeAt } from '../plan/lattice.ts';
import type { Line, Stop } from './line.ts';

/** Metres between stops, at least. */
const APART = 430;
/** Fewer stops are no line. */
const FEWEST_STOPS = 4;

interface Arc {
	readonly to: number;
	readonly metres: number;
	readonly street: Word;
}

/** Main streets that buses use, as a graph of their junctions. */
interface Graph {
	readonly at: Point[];
	readonly arcs: Arc[][];
	readonly number: ReadonlyMap<string, number>;
}

/** Bus lines between places of the built-up city, each the shortest way along main streets. */
export function busLines(named: NamedCity): Line[] {
	const { city } = named;
	const { plan, cells } = city.skeleton;
	const graph = graphOf(named);
	const ends = [...city.built.keys()]
		.filter((cell) => city.uses.get(cell) === 'zone')
		.map((cell) => nodeAt(plan, cell % cells.columns, Math.floor(cell / cells.columns)))
		.flatMap((at) => graph.number.get(junctionKey(at)) ?? []);
	const wanted = Math.max(3, Math.round(42 * plan.scale * Math.sqrt(plan.scale)));
	const dice = new Dice(plan.seed, 131);
	const stops = new Map<number, Stop>();
	const lines: Line[] = [];
	for (let attempt = 0; attempt < wanted * 6 && lines.length < wanted && ends.length > 1; attempt++) {
		const [from, to] = [dice.pick(ends), dice.pick(ends)];
		const apart = distance(graph.at[from]!, graph.at[to]!);
		if (apart < 2600 * Math.min(1, plan.scale) || apart > 11_000) continue;
		const way = shortestWay(graph, from, to);
		if (!way) continue;
		const chosen = stopsAlong(way, graph);
		if (chosen.length < FEWEST_STOPS) continue;
		const short = String(lines.length + 1);
		lines.push({
			id: `B${short}`,
			short,
			name: { zh: `${short}路`, en: `Bus ${short}` },
			mode: 'bus',
			colour: '5E7C8C',
			path: way.map((node) => graph.at[node]!),
			stops: chosen.map((node) => stopAt(node, graph, stops)),
			round: false
		});
	}
	return lines;
}

function graphOf({ streets, ways }: NamedCity): Graph {
	const at: Point[] = [];
	const arcs: Arc[][] = [];
	const number = new Map<string, number>();
	const numberOf = (point: Point) => {
		const key = junctionKey(point);
		let found = number.get(key);
		if (found === undefined) {
			number.set(key, (found = at.length));
			at.push(point);
			arcs.push([]);
		}
		return found;
	};
	for (const { key, stretch, class: roadClass, cell } of streets) {
		if (cell !== undefined || roadClass === 'motorway' || roadClass === 'residential') continue;
		const street = ways.get(key.split('/')[0]!)?.way.name;
		if (!street) continue;
		const [a, b] = [numberOf(stretch.from), numberOf(stretch.to)];
		const metres = distance(stretch.from, stretch.to);
		arcs[a]!.push({ to: b, metres, street });
		arcs[b]!.push({ to: a, metres, street });
	}
	return { at, arcs, number };
}

function shortestWay({ at, arcs }: Graph, from: number, to: number): number[] | undefined {
	const best = new Float64Array(at.length).fill(Infinity);
	const before = new Int32Array(at.length).fill(-1);
	const queue = new FlatQueue<number>();
	best[from] = 0;
	queue.push(from, 0);
	for (let node = queue.pop(); node !== undefined && node !== to; node = queue.pop())
		for (const { to: next, metres } of arcs[node]!) {
			const far = best[node]! + metres;
			if (far >= best[next]!) continue;
			best[next] = far;
			before[next] = node;
			queue.push(next, far);
		}
	if (before[to] === -1) return undefined;
	const way = [to];
	while (way[0] !== from) way.unshift(before[way[0]!]!);
	return way;
}

function stopsAlong(way: readonly number[], { at }: Graph): number[] {
	const chosen: number[] = [];
	way.forEach((node, k) => {
		const last = chosen.at(-1);
		const gap = last === undefined ? Infinity : distance(at[last]!, at[node]!);
		const end = k === way.length - 1;
		if (end && gap < APART && chosen.length > 1) chosen.pop();
		if (gap >= APART || end) chosen.push(node);
	});
	return chosen;
}

/** Stops are called after the streets that cross there. */
function stopAt(node: number, { at, arcs }: Graph, stops: Map<number, Stop>): Stop {
	let stop = stops.get(node);
	if (!stop) {
		const names = [...new Map(arcs[node]!.map(({ street }) => [street.zh, street])).values()];
		const [first, second] = [names[0]!, names[1]];
		const name = second ? { zh: `${first.zh}${second.zh}`, en: `${first.en} / ${second.en}` } : first;
		stops.set(node, (stop = { id: `S${String(stops.size + 1).padStart(4, '0')}`, name, at: at[node]! }));
	}
	return stop;
}
