import type { City } from '../../build/city.ts';
import { junctionKey } from '../../build/network.ts';
import { distance } from '../../geometry/point.ts';
import { nodeAt } from '../../plan/lattice.ts';
import type { Zone } from '../../plan/zones.ts';
import type { RoadNetwork } from './road-network.ts';
import { quickestWays } from './shortest-ways.ts';

/** Homes and workplaces of a building, by quarter: how much each adds to the journeys of its cell. */
const HOMES_AND_WORK: Readonly<Partial<Record<Zone, readonly [homes: number, work: number]>>> = {
	oldTown: [3, 3],
	inner: [42, 28],
	housing: [95, 14],
	newTown: [110, 40],
	business: [30, 190],
	station: [30, 110],
	highTech: [22, 120],
	university: [60, 45],
	industry: [8, 70],
	port: [2, 45],
	urbanVillage: [14, 4],
	rural: [4, 1.2]
};

/** Metres at which every second journey is not made any more. */
const FAR = 4200;
/** Ways are found anew so often, with the journeys that are on the road by then. */
const ROUNDS = 6;
/** Quarters that set out in one round; in a larger city every so many-th, in turns, each for all of them. */
const SET_OUT = 400;

interface Quarter {
	readonly node: number;
	readonly homes: number;
	readonly work: number;
}

/**
 * Relative flow of each carriageway when all go to work: homes and workplaces attract each other, less with
 * distance, and everyone takes the quickest way as it is with the others on it. Each round of ways carries its share.
 */
export function flowsToWork(network: RoadNetwork, city: City): Float64Array {
	const quarters = quartersOf(network, city);
	const { arcs, at } = network;
	const flows = new Float64Array(arcs.length);
	const seconds = Float64Array.from(arcs, ({ metres, free }) => metres / free);
	const arriving = new Float64Array(at.length);
	const turns = Math.ceil(quarters.length / SET_OUT);
	for (let round = 1; round <= ROUNDS; round++) {
		for (const [k, { node, homes: own }] of quarters.entries()) {
			if (own === 0 || k % turns !== round % turns) continue;
			const homes = own * turns;
			const ways = quickestWays(network, node, seconds);
			spreadJourneys({ node, homes }, quarters, network, arriving);
			// From the farthest junction back: what arrives there came through the one before.
			for (let k = ways.order.length - 1; k > 0; k--) {
				const reached = ways.order[k]!;
				const arc = ways.by[reached]!;
				const count = arriving[reached]!;
				if (count === 0) continue;
				flows[arc]! += count / ROUNDS;
				arriving[arcs[arc]!.from]! += count;
			}
			arriving.fill(0);
		}
		const usual = usualLoad(flows, network);
		arcs.forEach(({ metres, free, capacity }, arc) => {
			const load = ((flows[arc]! / capacity) * ROUNDS) / round / usual;
			seconds[arc] = (metres / free) * (1 + 0.9 * load * load * load * load);
		});
	}
	return flows;
}

/** Flow over capacity that nine of ten busy carriageways stay under: what the relative flows are measured by. */
export function usualLoad(flows: ArrayLike<number>, { arcs }: RoadNetwork): number {
	const loads = arcs
		.map(({ capacity }, arc) => flows[arc]! / capacity)
		.filter((load, arc) => load > 0 && arcs[arc]!.capacity >= 1500)
		.sort((a, b) => a - b);
	return loads[Math.floor(loads.length * 0.9)] ?? 1;
}

/** Puts the journeys of one quarter's homes to all workplaces, by where they end. */
function spreadJourneys(
	{ node, homes }: Pick<Quarter, 'node' | 'homes'>,
	quarters: readonly Quarter[],
	{ at }: RoadNetwork,
	arriving: Float64Array
): void {
	let sum = 0;
	const pulls = quarters.map(({ node: there, work }) => {
		const far = distance(at[node]!, at[there]!) / FAR;
		const pull = there === node ? 0 : work / (1 + far * far);
		sum += pull;
		return pull;
	});
	if (sum > 0) quarters.forEach(({ node: there }, k) => (arriving[there]! += (homes * pulls[k]!) / sum));
}

function quartersOf({ numbers }: RoadNetwork, { skeleton, uses, built }: City): Quarter[] {
	const { plan, cells } = skeleton;
	const quarters = new Map<number, { node: number; homes: number; work: number }>();
	for (const [cell, buildings] of built) {
		const [column, row] = [cell % cells.columns, Math.floor(cell / cells.columns)];
		const node = [
			[0, 0],
			[1, 0],
			[0, 1],
			[1, 1]
		]
			.map(([i, j]) => numbers.get(junctionKey(nodeAt(plan, column + i!, row + j!))))
			.find((found) => found !== undefined);
		const zone = uses.get(cell) === 'zone' ? cells.zones[cell]! : 'rural';
		const [homes, work] = HOMES_AND_WORK[zone] ?? [0, 0];
		if (node === undefined) continue;
		const quarter = quarters.get(node) ?? { node, homes: 0, work: 0 };
		quarter.homes += homes * buildings;
		quarter.work += work * buildings;
		quarters.set(node, quarter);
	}
	return [...quarters.values()];
}
