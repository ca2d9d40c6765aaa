import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import type { Degrees, Metres, MetresPerSecond, Seconds } from '#lib/model/units.ts';
import { NearestWay } from './nearest-way.ts';
import { buildTravelGraph, type TravelGraph } from './travel-graph.ts';
import { AGAINST, AS_DRAWN, slowness, type Ways } from './ways.ts';

/** Positions, in columns. */
export interface Positions {
	readonly lng: ArrayLike<Degrees>;
	readonly lat: ArrayLike<Degrees>;
}

/** Where points stand beside the network: between two of its nodes. Infinity: that end is not reached from there. */
export interface Footholds {
	readonly first: Int32Array;
	readonly second: Int32Array;
	readonly toFirst: Float64Array;
	readonly toSecond: Float64Array;
}

/** Streets with places on them that times are asked to, and points that they are asked from. */
export interface StreetNetwork {
	/** Every way turned round: a sweep from a place gives the times to it. Places are nodes beyond those of the roads. */
	readonly towards: TravelGraph;
	/** By place: its node; −1: no street is near. */
	readonly placeNode: Int32Array;
	/** By place: from its node to itself, off the street. */
	readonly placeSeconds: Float64Array;
	readonly points: Footholds;
}

export interface StreetNetworkInput {
	readonly roads: RoadsPart;
	/** Links that people step onto. */
	readonly ways: Ways;
	/** Links of `ways` that cannot be used now: who stands there is cut off. */
	readonly shut?: Uint8Array;
	readonly speed: MetresPerSecond;
	/** Off the streets everybody walks. */
	readonly walkingSpeed: MetresPerSecond;
	readonly places: Positions;
	readonly points: Positions;
}

/** A place on a link: in order along it. */
interface Stand {
	readonly node: number;
	readonly share: number;
}

/** Joins places and points to the nearest place of the nearest street: anywhere along it, not only at junctions. */
export function streetNetwork(input: StreetNetworkInput): StreetNetwork {
	const { roads, ways, shut, speed, walkingSpeed, places, points } = input;
	const near = new NearestWay(roads, ways);
	const { links } = roads;
	const junctions = roads.nodes.lng.length;
	const placeNode = new Int32Array(places.lng.length).fill(-1);
	const placeSeconds = new Float64Array(places.lng.length);
	const stands = new Map<number, Stand[]>();
	for (let place = 0; place < placeNode.length; place++) {
		const on = near.near(places.lng[place]!, places.lat[place]!);
		if (!on || shut?.[on.link] === 1) continue;
		placeNode[place] = junctions + place;
		placeSeconds[place] = on.off / walkingSpeed;
		const others = stands.get(on.link) ?? [];
		others.push({ node: junctions + place, share: on.share });
		stands.set(on.link, others);
	}
	const legs = { from: [] as number[], to: [] as number[], seconds: [] as number[] };
	for (let link = 0; link < ways.length; link++) {
		if (ways[link] === 0 || shut?.[link] === 1) continue;
		const chain = chainOf(stands, link, links.from[link]!, links.to[link]!);
		const whole = secondsOf(roads, link, speed);
		for (let stand = 1; stand < chain.length; stand++) {
			const [a, b] = [chain[stand - 1]!, chain[stand]!];
			const seconds = (b.share - a.share) * whole;
			// Turned round: whoever goes from a to b is reached from b.
			if (ways[link]! & AS_DRAWN) push(legs, b.node, a.node, seconds);
			if (ways[link]! & AGAINST) push(legs, a.node, b.node, seconds);
		}
	}
	return {
		towards: buildTravelGraph(junctions + placeNode.length, legs),
		placeNode,
		placeSeconds,
		points: footholds(input, near, stands, points)
	};
}

function footholds(
	{ roads, ways, shut, speed, walkingSpeed }: StreetNetworkInput,
	near: NearestWay,
	stands: ReadonlyMap<number, readonly Stand[]>,
	{ lng, lat }: Positions
): Footholds {
	const out = {
		first: new Int32Array(lng.length),
		second: new Int32Array(lng.length),
		toFirst: new Float64Array(lng.length).fill(Infinity),
		toSecond: new Float64Array(lng.length).fill(Infinity)
	};
	for (let point = 0; point < lng.length; point++) {
		const on = near.near(lng[point]!, lat[point]!);
		if (!on || shut?.[on.link] === 1) continue;
		const { link, share, off } = on;
		const chain = chainOf(stands, link, roads.links.from[link]!, roads.links.to[link]!);
		const after = Math.max(
			1,
			chain.findIndex((stand) => stand.share >= share)
		);
		const [a, b] = [chain[after - 1]!, chain[after]!];
		const whole = secondsOf(roads, link, speed);
		out.first[point] = a.node;
		out.second[point] = b.node;
		if (ways[link]! & AGAINST) out.toFirst[point] = off / walkingSpeed + (share - a.share) * whole;
		if (ways[link]! & AS_DRAWN) out.toSecond[point] = off / walkingSpeed + (b.share - share) * whole;
		// Standing at an end, one need not go along the link to it.
		if (share === a.share) out.toFirst[point] = off / walkingSpeed;
		if (share === b.share) out.toSecond[point] = off / walkingSpeed;
	}
	return out;
}

/** Everything that stands on a link, from its begin to its end. */
function chainOf(
	stands: ReadonlyMap<number, readonly Stand[]>,
	link: number,
	from: number,
	to: number
): readonly Stand[] {
	const between = stands.get(link);
	const ends = [
		{ node: from, share: 0 },
		{ node: to, share: 1 }
	] as const;
	if (!between) return ends;
	// Sorting keeps the order of places among equals.
	return [ends[0], ...between.toSorted((a, b) => a.share - b.share), ends[1]];
}

function secondsOf({ links }: RoadsPart, link: number, speed: MetresPerSecond): Seconds {
	const metres: Metres = links.length[link]!;
	return (metres * slowness(links.class[link]!)) / speed;
}

function push(
	legs: { from: number[]; to: number[]; seconds: number[] },
	from: number,
	to: number,
	seconds: Seconds
): void {
	legs.from.push(from);
	legs.to.push(to);
	legs.seconds.push(seconds);
}
