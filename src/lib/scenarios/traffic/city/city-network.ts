import { saidError } from '#lib/model/said-error.ts';
import type { RoadsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import { Plane } from '../../city/plane.ts';
import { buildRoadNetwork, type Link, type RoadNetwork } from '../road-network.ts';
import { carriagewaysOf, type Carriageways } from './carriageways.ts';
import { connectZones, type RoadNode } from './connectors.ts';
import { numberNodes } from './number-nodes.ts';
import { gatherStretches } from './stretches.ts';
import type { StretchTable } from './stretch-table.ts';
import { largestStrongComponent } from './strong-component.ts';
import { trafficZonesOf, type TrafficZones } from './traffic-zones.ts';

/** A city's roads and areas as trips are assigned to them. */
export interface CityNetwork {
	/** Nodes: zones first. Links: stretches of road, then the ways from zones to them. Minutes; as if nothing was closed. */
	readonly network: RoadNetwork;
	/** By link: closed somewhere along it. */
	readonly closed: Uint8Array;
	readonly zones: TrafficZones;
	readonly carriageways: Carriageways;
	/** Link of each carriageway; −1: no way between zones leads along there. */
	readonly linkOf: Int32Array;
	/** Zones far from any road. */
	readonly far: readonly number[];
}

/** Bureau of Public Roads 1964. */
export const BPR = { b: 0.15, power: 4 } as const;

export interface CityNetworkOptions {
	readonly anchor: readonly [lng: number, lat: number];
	/** Zones at most. */
	readonly mostZones: number;
	/** Roads that are closed beside those that say so, by row. */
	readonly alsoClosed?: (road: number) => boolean;
}

/**
 * The largest part of the roads in which every junction can be reached from every other, closed roads counted as open,
 * so that a closure moves no zone to another road. Throws as `carriagewaysOf` and `trafficZonesOf` do.
 */
export function cityNetworkOf(roads: RoadsPart, areas: ZonesPart, options: CityNetworkOptions): CityNetwork {
	const plane = new Plane(options.anchor[1]);
	const zones = trafficZonesOf(areas, plane, options.mostZones);
	const carriageways = carriagewaysOf(roads, options.alsoClosed ?? (() => false));
	const nodes = roads.nodes.lng.length;
	const isStrong = largestStrongComponent(nodes, carriageways);
	const candidates = accessNodes(carriageways, isStrong).map((node): RoadNode => {
		const [lng, lat] = [roads.nodes.lng[node]!, roads.nodes.lat[node]!];
		const [east, north] = plane.metres(lng, lat);
		return { node, lng, lat, east, north };
	});
	const { connectors, far } = connectZones(zones, areas, candidates);
	const isKept = new Uint8Array(nodes);
	for (const { node } of connectors) isKept[node] = 1;
	const table = gatherStretches(strongLinks(carriageways, nodes, isStrong), isKept);
	const { numbers, count } = numberNodes(table, isKept, zones.count);
	const stretches = table.members
		.map((members, link) => ({
			members,
			from: numbers[table.from[link]!]! + 1,
			to: numbers[table.to[link]!]! + 1
		}))
		.sort((a, b) => a.from - b.from || a.to - b.to || a.members[0]! - b.members[0]!);
	const linkOf = new Int32Array(carriageways.count).fill(-1);
	stretches.forEach(({ members }, link) => members.forEach((member) => (linkOf[member] = link)));
	const links: Link[] = stretches.map(({ members, from, to }) => ({
		...stretchOf(members, carriageways),
		from,
		to
	}));
	for (const { zone, node, time } of connectors) {
		const way = { capacity: 1, length: 0, freeTime: time, b: 0, power: BPR.power, toll: 0 };
		const [inner, outer] = [zone + 1, numbers[node]! + 1];
		links.push({ ...way, from: inner, to: outer }, { ...way, from: outer, to: inner });
	}
	return {
		network: buildRoadNetwork(links, { zones: zones.count, nodes: count, firstThrough: zones.count + 1 }),
		closed: Uint8Array.from(links, (_, link) =>
			Number(stretches[link]?.members.some((member) => carriageways.closed[member] === 1) ?? false)
		),
		zones,
		carriageways,
		linkOf,
		far
	};
}

/** Nodes along which buildings stand; all when no road says that. */
function accessNodes({ from, to, access }: Carriageways, isStrong: Uint8Array): readonly number[] {
	const strong = [...isStrong.keys()].filter((node) => isStrong[node] === 1);
	if (strong.length < 2)
		throw saidError('INPUT_EMPTY', {
			zh: '没有任何两个路口可以互相到达：道路互不相接，或全是单行道。',
			en: 'No two junctions of the roads can be reached from each other: the roads do not join, or all are one-way.'
		});
	const has = new Uint8Array(isStrong.length);
	access.forEach((isAccess, way) => {
		if (isAccess === 1) has[from[way]!] = has[to[way]!] = 1;
	});
	const near = strong.filter((node) => has[node] === 1);
	return near.length > 0 ? near : strong;
}

function strongLinks({ from, to, count }: Carriageways, nodes: number, isStrong: Uint8Array): StretchTable {
	const ways: number[] = [];
	for (let way = 0; way < count; way++)
		if (isStrong[from[way]!] === 1 && isStrong[to[way]!] === 1) ways.push(way);
	return {
		nodes,
		from: Int32Array.from(ways, (way) => from[way]!),
		to: Int32Array.from(ways, (way) => to[way]!),
		members: ways.map((way) => [way])
	};
}

/** Roads one behind the other take what each takes: with one power for all that is one road again, exactly. */
function stretchOf(
	members: readonly number[],
	{ length, freeTime, capacity }: Carriageways
): Omit<Link, 'from' | 'to'> {
	const narrowest = members.reduce((least, way) => Math.min(least, capacity[way]!), Infinity);
	let [metres, time, grows] = [0, 0, 0];
	for (const way of members) {
		metres += length[way]!;
		time += freeTime[way]!;
		const share = narrowest / capacity[way]!;
		grows += freeTime[way]! * BPR.b * share * share * share * share;
	}
	return {
		capacity: narrowest,
		length: metres,
		freeTime: time,
		b: time > 0 ? grows / time : 0,
		power: BPR.power,
		toll: 0
	};
}
