import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import type { MetresPerSecond, Seconds } from '#lib/model/units.ts';
import { NearestWay } from '../access/nearest-way.ts';
import { buildTravelGraph } from '../access/travel-graph.ts';
import { TravelSweep } from '../access/travel-sweep.ts';
import { slowness, type Ways } from '../access/ways.ts';
import { clearanceBound, type Clearance } from './clearance.ts';
import type { DangerZone } from './danger-zone.ts';

/** People by where they are. */
export interface Crowd {
	readonly lng: ArrayLike<number>;
	readonly lat: ArrayLike<number>;
	readonly people: readonly number[];
}

/** Its streets are links of the roads; people far from any street are among the trapped. */
export interface WayOut extends Clearance {
	/** Links by street. */
	readonly links: readonly number[];
	/** What the one who has farthest to go out takes from the nearest junction, alone on the streets. */
	readonly walk: Seconds;
}

export interface Walkers {
	/** People a second that a street lets pass each way. */
	readonly passing: number;
	readonly speed: MetresPerSecond;
}

/** How fast people can leave a zone on foot: the streets in it and those that cross its edge, all else is out. */
export function wayOutOf(
	roads: RoadsPart,
	ways: Ways,
	zone: DangerZone,
	crowd: Crowd,
	{ passing, speed }: Walkers
): WayOut {
	const { nodes, links } = roads;
	const inside = new Map<number, number>();
	for (let node = 0; node < nodes.lng.length; node++)
		if (zone.holds(nodes.lng[node]!, nodes.lat[node]!)) inside.set(node, inside.size);
	const out = inside.size;
	const used = [...ways.keys()].filter(
		(link) => ways[link] !== 0 && (inside.has(links.from[link]!) || inside.has(links.to[link]!))
	);
	const people = new Float64Array(out + 1);
	const near = new NearestWay(roads, ways);
	let lost = 0;
	crowd.people.forEach((count, row) => {
		const on = near.near(crowd.lng[row]!, crowd.lat[row]!);
		if (!on) lost += count;
		else people[inside.get((on.share < 0.5 ? links.from : links.to)[on.link]!) ?? out]! += count;
	});
	const [from, to] = [links.from, links.to].map((ends) =>
		used.map((link) => inside.get(ends[link]!) ?? out)
	) as [number[], number[]];
	const capacity = used.map(() => passing);
	const bound = clearanceBound({ nodes: out + 1, from, to, capacity }, people, (node) => node === out);
	const seconds = used.map((link) => (links.length[link]! * slowness(links.class[link]!)) / speed);
	const sweep = new TravelSweep(
		buildTravelGraph(out + 1, {
			from: [...from, ...to],
			to: [...to, ...from],
			seconds: [...seconds, ...seconds]
		})
	);
	sweep.run([{ node: out }]);
	const walk = people.reduce(
		(most, count, node) =>
			count > 0 && sweep.seconds[node]! < Infinity ? Math.max(most, sweep.seconds[node]!) : most,
		0
	);
	return { ...bound, trapped: bound.trapped + lost, links: used, walk };
}
