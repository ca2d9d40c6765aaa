import type { Metres, MetresPerSecond, Milliseconds } from '#lib/model/units.ts';
import { distance, type Point } from '../../geometry/point.ts';
import { noise } from '../../geometry/noise.ts';
import { toMetres } from '../../sources/degrees.ts';
import { demandAt, towardsWork } from '../demand.ts';
import type { World } from '../world.ts';
import { usualLoad } from './journeys.ts';
import { rainOnRoads } from './rain-on-roads.ts';
import type { RoadNetwork } from './road-network.ts';
import { detoursAround } from './detours.ts';

/** The carriageways of a network at one instant, by their number. */
export interface TrafficState {
	/** Of those who drive; 0 where closed. */
	readonly speed: Float32Array;
	/** Vehicles an hour that pass. */
	readonly flow: Float32Array;
	readonly closed: Uint8Array;
}

export interface Traffic {
	readonly network: RoadNetwork;
	/** Relative flow to work of each carriageway. */
	readonly flows: Float64Array;
	stateAt(world: World): TrafficState;
}

/** Flow over capacity of a busy carriageway in the busiest hour. */
const BUSIEST = 1.08;
/** Share of the capacity that people of the quarter itself take in the busiest hour. */
const LOCAL = 0.22;
/** Nobody is slower than this share of the free speed for long. */
const SLOWEST = 0.09;
/** How far a crowd is felt on the roads. */
const AROUND: Metres = 1100;
/** A carriageway's own ups and downs take so long. */
const SWING: Milliseconds = 600_000;

/**
 * Traffic of any instant: journeys by hour and direction on the ways of `flowsToWork`, and a relation of speed and
 * load for each carriageway. `closedAt` says which carriageways are under water.
 */
export function trafficOf(
	network: RoadNetwork,
	flows: Float64Array,
	closedAt: (world: World) => readonly number[]
): Traffic {
	const usual = usualLoad(flows, network);
	const { arcs, at } = network;
	const middles = arcs.map(({ from, to }): Point => ({
		x: (at[from]!.x + at[to]!.x) / 2,
		y: (at[from]!.y + at[to]!.y) / 2
	}));
	const detours = detoursAround(network);

	function stateAt(world: World): TrafficState {
		const journeys = demandAt(world);
		const toWork = towardsWork(world);
		const rain = rainOnRoads(world);
		const outage = 1 + 0.22 * (world.incident('metro-outage')?.strength ?? 0);
		const crowd = world.incident('crowd');
		const crowded = crowd && toMetres(...crowd.place);
		const wanted = new Float32Array(arcs.length);
		arcs.forEach(({ capacity, back }, arc) => {
			const home = back === -1 ? flows[arc]! : flows[back]!;
			const way = (toWork * flows[arc]! + (1 - toWork) * home) / usual;
			const swing = 1 + 0.09 * noise(world.seed + 401, world.at / SWING, arc * 0.73);
			const near = crowded ? Math.max(0, 1 - distance(crowded, middles[arc]!) / AROUND) * crowd.strength : 0;
			wanted[arc] = (BUSIEST * way + LOCAL * capacity) * journeys * outage * swing + 0.45 * capacity * near;
		});
		const closed = new Uint8Array(arcs.length);
		const shut = closedAt(world);
		for (const arc of shut) closed[arc] = 1;
		for (const [arc, way] of detours(shut)) {
			for (const other of way) wanted[other]! += wanted[arc]! / 2;
			wanted[arc] = 0;
		}
		const speed = new Float32Array(arcs.length);
		const flow = new Float32Array(arcs.length);
		arcs.forEach(({ capacity, free }, arc) => {
			if (closed[arc]) return;
			const load = wanted[arc]! / (capacity * (1 - rain.capacity));
			speed[arc] = speedUnder(load, free * (1 - rain.speed));
			flow[arc] = load < 1 ? wanted[arc]! : (wanted[arc]! / load) * Math.max(0.6, 1 - 0.3 * (load - 1));
		});
		return { speed, flow, closed };
	}

	return { network, flows, stateAt };
}

/** Speed of a carriageway by its load (flow over capacity): half the free speed at 1, a crawl far beyond. */
export function speedUnder(load: number, free: MetresPerSecond): MetresPerSecond {
	const squared = load * load;
	return free * Math.max(SLOWEST, 1 / (1 + 0.92 * squared * squared));
}
