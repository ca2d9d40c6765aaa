import type { Feed, DayMessage, World } from '../world.ts';
import { TENANT } from '../json-rows.ts';
import { isDue, turnOfDevice } from '../turns.ts';
import type { RoadLink } from './road-links.ts';
import type { Traffic, TrafficState } from './traffic.ts';

const LAYER = 'road-flow';
const EVERY = 30;
/** Entities of one notification. */
const BATCH = 80;
/** Metres of road that one vehicle covers on a loop, its length and the loop's. */
const LOOP = 6.4;

const encoder = new TextEncoder();

/** Detectors of the arterials as NGSI-LD TrafficFlowObserved, both directions together. */
export function roadFlow(traffic: Traffic, links: readonly RoadLink[]): Feed {
	return {
		layer: LAYER,
		every: EVERY,
		layers: [
			{
				id: LAYER,
				interval: EVERY,
				metrics: [
					{ name: 'speed', unit: 'km/h' },
					{ name: 'intensity', unit: '/h' },
					{ name: 'occupancy', unit: '%' },
					{ name: 'ratio', unit: '1' },
					{ name: 'length', unit: 'km' }
				]
			}
		],
		*messages(world, step) {
			const due = links.filter((_, k) => isDue(turnOfDevice(world.seed + 402, k), EVERY, world.at, step));
			if (due.length === 0) return;
			const state = traffic.stateAt(world);
			for (let from = 0; from < due.length; from += BATCH)
				yield message(due.slice(from, from + BATCH), traffic, state, world);
		}
	};
}

function message(
	links: readonly RoadLink[],
	traffic: Traffic,
	state: TrafficState,
	world: World
): DayMessage {
	const dateObserved = new Date(world.at).toISOString();
	const entities = links.map((link) => entityOf(link, traffic, state, dateObserved));
	return {
		topic: `city/${TENANT}/${LAYER}/as/ngsi-ld`,
		payload: encoder.encode(JSON.stringify(entities)),
		rows: entities.length
	};
}

function entityOf(
	{ id, name, middle, heading, metres, lanes, arcs }: RoadLink,
	{ network }: Traffic,
	state: TrafficState,
	dateObserved: string
): object {
	const open = arcs.filter((arc) => !state.closed[arc]);
	const flow = open.reduce((sum, arc) => sum + state.flow[arc]!, 0);
	const mean = (of: (arc: number) => number) =>
		flow > 0
			? open.reduce((sum, arc) => sum + of(arc) * state.flow[arc]!, 0) / flow
			: open.reduce((sum, arc) => sum + of(arc), 0) / (open.length || 1);
	const closed = open.length < arcs.length;
	const speed = closed ? 0 : mean((arc) => state.speed[arc]!) * 3.6;
	const ratio = closed
		? 0
		: Math.min(
				1,
				mean((arc) => state.speed[arc]! / network.arcs[arc]!.free)
			);
	// A street of several pieces passes the same vehicles in each: it counts the mean of them.
	const pieces = new Set(arcs.map((arc) => pieceOf(arc, network.arcs[arc]!.back)));
	const intensity = closed ? 0 : flow / pieces.size;
	return {
		id,
		type: 'TrafficFlowObserved',
		name,
		location: { type: 'Point', coordinates: middle },
		dateObserved,
		// Without a unit code: with one it would be taken for the speed of a thing that moves.
		speed: round(speed, 1),
		intensity: Math.round(intensity),
		occupancy: round(closed ? 0 : Math.min(95, (intensity / lanes / Math.max(3, speed)) * LOOP * 0.1), 1),
		ratio: round(ratio, 3),
		length: { value: round(metres / 1000, 3), unitCode: 'KMT' },
		heading: { value: heading, unitCode: 'DD' },
		status: closed ? 'closed' : wordOf(ratio)
	};
}

/** One number for both directions of a piece of street. */
const pieceOf = (arc: number, back: number) => (back === -1 ? arc : Math.min(arc, back));

/** The five grades of GB/T 33171, by the share of the free speed that is driven. */
function wordOf(ratio: number): string {
	if (ratio > 0.7) return 'smooth';
	if (ratio > 0.5) return 'basically-smooth';
	if (ratio > 0.4) return 'lightly-congested';
	return ratio > 0.3 ? 'moderately-congested' : 'heavily-congested';
}

function round(value: number, digits: number): number {
	const factor = 10 ** digits;
	return Math.round(value * factor) / factor;
}
