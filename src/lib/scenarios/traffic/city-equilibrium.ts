import { log } from '#lib/model/portable-math.ts';
import type { CityNetwork } from './city/city-network.ts';
import { buildDemand, type Demand, type OriginDemand, type Trip } from './demand.ts';
import { drain } from './drain.ts';
import { assigning, type AssignOptions, type Assignment } from './equilibrium/assign.ts';
import type { Bush } from './equilibrium/bush.ts';
import { BushDesk } from './equilibrium/bush-desk.ts';
import { BushReseat } from './equilibrium/reseat-bush.ts';
import { ShortestTree } from './equilibrium/shortest-tree.ts';
import { MOST_ITERATIONS, openEquilibrium } from './open-equilibrium.ts';
import type { ZoneTable } from './gravity/zone-table.ts';
import { withoutLinks, type RoadNetwork } from './road-network.ts';

export interface CityEquilibrium {
	/** As if nothing was closed. */
	readonly open: Assignment;
	readonly demand: Demand;
	/** As it is; the same when nothing is closed. */
	readonly now: Assignment;
	readonly network: RoadNetwork;
	/** Relative gap by iteration of what was solved last. */
	readonly residuals: readonly number[];
	/** By place in the table of trips: 1 where no way is left. */
	readonly unserved: Uint8Array;
}

export interface SolveOptions extends Required<Pick<AssignOptions, 'gap' | 'aim'>> {
	readonly signal: AbortSignal;
	readonly progress: (done: number, residual?: number) => void;
}

/**
 * The equilibrium of a city's trips. With closed roads it always begins at that of the same city with all roads open:
 * what a closure does not touch stays as it is, to the last bit, and the ways of those who have to go elsewhere are
 * known. Trips to which no way is left are taken out and told.
 */
export async function cityEquilibrium(
	city: CityNetwork,
	trips: ZoneTable,
	options: SolveOptions
): Promise<CityEquilibrium> {
	const demand = buildDemand(tripsOf(trips), trips.zones);
	const hasClosed = city.closed.includes(1);
	const { gap, aim, signal, progress } = options;
	const following = (from: number, to: number) => {
		let first: number | undefined;
		return (residual: number) => {
			first ??= residual;
			const done = first > gap ? log(first / Math.max(residual, gap)) / log(first / gap) : 1;
			progress(from + (to - from) * done, residual);
		};
	};
	const half = hasClosed ? 0.6 : 1;
	const solved = await openEquilibrium(city.network, demand, { gap, aim }, following(0, half), signal);
	const unserved = new Uint8Array(trips.values.length);
	if (!hasClosed)
		return {
			open: solved.found,
			demand,
			now: solved.found,
			network: city.network,
			residuals: solved.residuals,
			unserved
		};

	const network = withoutLinks(city.network, city.closed);
	const { origins, bushes } = await drain(
		reseat(network, city.closed, demand, solved.found, unserved),
		signal
	);
	const residuals: number[] = [];
	const tell = following(half, 1);
	const now = await drain(
		assigning(
			network,
			{ ...demand, origins },
			{
				gap,
				aim,
				begin: bushes,
				beyond: 1,
				mostIterations: MOST_ITERATIONS,
				onIteration: (_, residual) => {
					residuals.push(residual);
					tell(residual);
				}
			}
		),
		signal
	);
	if (residuals.length === 0) residuals.push(now.relativeGap);
	return { open: solved.found, demand, now, network, residuals, unserved };
}

function* tripsOf({ zones, values }: ZoneTable): Generator<Trip> {
	for (let from = 0; from < zones; from++)
		for (let to = 0; to < zones; to++) {
			const count = values[from * zones + to]!;
			if (count > 0) yield [from + 1, to + 1, count];
		}
}

/** Origins with those of their trips that still find a way, and their bushes beside them. */
function* reseat(
	network: RoadNetwork,
	isClosed: Uint8Array,
	{ origins, zones }: Demand,
	{ cost, bushes }: Assignment,
	unserved: Uint8Array
): Generator<void, { readonly origins: readonly OriginDemand[]; readonly bushes: readonly Bush[] }> {
	const tree = new ShortestTree(network);
	const seats = new BushReseat(new BushDesk(network), isClosed);
	const served: { origins: OriginDemand[]; bushes: Bush[] } = { origins: [], bushes: [] };
	for (const [index, demand] of origins.entries()) {
		tree.grow(demand.origin, cost);
		const isServed = (node: number) => tree.distance[node]! < Infinity;
		for (const node of demand.destinations) if (!isServed(node)) unserved[demand.origin * zones + node] = 1;
		const left: OriginDemand = {
			origin: demand.origin,
			destinations: demand.destinations.filter(isServed),
			trips: demand.trips.filter((_, at) => isServed(demand.destinations[at]!))
		};
		if (left.destinations.length > 0) {
			served.origins.push(left);
			const isAllServed = left.destinations.length === demand.destinations.length;
			served.bushes.push(seats.of(left, isAllServed, bushes[index]!, tree));
		}
		yield;
	}
	return served;
}
