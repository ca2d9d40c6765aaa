import { buildDemand, type Demand, type Trip } from '#lib/scenarios/traffic/demand.ts';
import { buildRoadNetwork, type Link, type RoadNetwork } from '#lib/scenarios/traffic/road-network.ts';

/** A town of `side` × `side` junctions with 25 zones at every fifth part of it, its roads uneven and well filled. */
export function gridTown(side: number): { readonly network: RoadNetwork; readonly demand: Demand } {
	let state = side;
	const next = () => (state = (state * 16807) % 2147483647) / 2147483647;
	const zones = 25;
	const node = (x: number, y: number) => zones + 1 + y * side + x;
	const links: Link[] = [];
	const road = (from: number, to: number) => {
		for (const [a, b] of [
			[from, to],
			[to, from]
		] as const)
			links.push({
				from: a,
				to: b,
				capacity: 400 + 1200 * next(),
				freeTime: 0.5 + next(),
				length: 1,
				b: 0.15,
				power: 4,
				toll: 0
			});
	};
	for (let y = 0; y < side; y++)
		for (let x = 0; x < side; x++) {
			if (x + 1 < side) road(node(x, y), node(x + 1, y));
			if (y + 1 < side) road(node(x, y), node(x, y + 1));
		}
	const trips: Trip[] = [];
	for (let zone = 0; zone < zones; zone++) {
		const at = (part: number) => Math.floor(((part + 0.5) * side) / 5);
		const centre = node(at(zone % 5), at(Math.floor(zone / 5)));
		const way = { capacity: 1, length: 0, freeTime: 0, b: 0, power: 4, toll: 0 };
		links.push({ ...way, from: zone + 1, to: centre }, { ...way, from: centre, to: zone + 1 });
		for (let to = 0; to < zones; to++) if (to !== zone) trips.push([zone + 1, to + 1, 20 + 60 * next()]);
	}
	return {
		network: buildRoadNetwork(links, { zones, nodes: zones + side * side, firstThrough: zones + 1 }),
		demand: buildDemand(trips, zones)
	};
}
