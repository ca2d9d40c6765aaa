import type { LngLat } from '#lib/model/geometry.ts';
import type { Degrees, EpochMs, Metres, MetresPerSecond } from '#lib/model/units.ts';
import { unit } from '../../geometry/dice.ts';
import { ROAD_KINDS } from '../../plan/road-class.ts';
import { toLngLat } from '../../sources/degrees.ts';
import { bearingOf } from './bearing.ts';
import type { Arc, RoadNetwork } from './road-network.ts';
import type { TrafficState } from './traffic.ts';

/** Where a vehicle is. */
export interface OnRoad {
	readonly position: LngLat;
	readonly heading: Degrees;
	readonly speed: MetresPerSecond;
	/** Carriageway that it is on. */
	readonly arc: number;
}

/** One carriageway of a journey. */
interface Leg {
	readonly arc: number;
	readonly enters: EpochMs;
	readonly speed: MetresPerSecond;
	/** When it reaches the end or the stop line. */
	readonly reaches: EpochMs;
	/** When it drives on. */
	readonly leaves: EpochMs;
}

/** Metres before the junction at which vehicles wait, and behind it at which they are on the next street. */
const STOP_LINE: Metres = 11;
/** Share of junctions where the light is red. */
const RED = 0.42;
const LONGEST_RED = 32_000;
/** Nobody stands for ever. */
const CRAWL: MetresPerSecond = 1.2;

/**
 * A vehicle's way through the network, driven at the traffic's speed as it is when each carriageway is entered.
 * Its legs are found as time goes on: asking for an instant needs the traffic up to then, never later.
 */
export class Journey {
	readonly #network: RoadNetwork;
	readonly #way: readonly number[];
	readonly #starts: EpochMs;
	readonly #keys: readonly number[];
	readonly #legs: Leg[] = [];
	/** When it is over; undefined while that is not known. */
	#over: EpochMs | undefined;

	/** `keys` are its own: they decide its lane and its red lights. */
	constructor(network: RoadNetwork, way: readonly number[], starts: EpochMs, keys: readonly number[]) {
		this.#network = network;
		this.#way = way;
		this.#starts = starts;
		this.#keys = keys;
		if (way.length === 0) this.#over = starts;
	}

	/** When it ended; undefined while it is on its way at `at`. */
	endedAt(at: EpochMs, trafficAt: (at: EpochMs) => TrafficState): EpochMs | undefined {
		this.#drive(at, trafficAt);
		return this.#over !== undefined && this.#over <= at ? this.#over : undefined;
	}

	/** Where the vehicle is; undefined before it starts and after it ended. */
	at(at: EpochMs, trafficAt: (at: EpochMs) => TrafficState): OnRoad | undefined {
		if (at < this.#starts || this.endedAt(at, trafficAt) !== undefined) return undefined;
		const leg = this.#legs.findLast(({ enters }) => enters <= at);
		return leg && this.#on(leg, at);
	}

	#drive(at: EpochMs, trafficAt: (at: EpochMs) => TrafficState): void {
		let now = this.#legs.at(-1)?.leaves ?? this.#starts;
		while (this.#over === undefined && now <= at) {
			const arc = this.#way[this.#legs.length];
			const traffic = arc === undefined ? undefined : trafficAt(now);
			// Under water the journey ends where the road does.
			if (arc === undefined || traffic?.closed[arc]) {
				this.#over = now;
				return;
			}
			const { metres, class: roadClass } = this.#network.arcs[arc]!;
			const own = 0.9 + 0.2 * unit(...this.#keys, this.#legs.length, 1);
			const speed = Math.max(CRAWL, traffic!.speed[arc]! * own);
			const reaches = now + (metres / speed) * 1000;
			const flows = roadClass === 'motorway' || roadClass === 'trunk';
			const chance = unit(...this.#keys, this.#legs.length, 2);
			const red = flows || chance > RED ? 0 : 3000 + (chance / RED) * LONGEST_RED;
			this.#legs.push({ arc, enters: now, speed, reaches, leaves: reaches + red });
			now = reaches + red;
		}
	}

	#on({ arc, enters, speed, reaches, leaves }: Leg, at: EpochMs): OnRoad {
		const { from, to, metres } = this.#network.arcs[arc]!;
		const [a, b] = [this.#network.at[from]!, this.#network.at[to]!];
		const ends = leaves > reaches ? Math.max(metres / 2, metres - STOP_LINE) : metres;
		const driven = Math.min(1, (at - enters) / (reaches - enters)) * ends;
		const aside = this.#aside(this.#network.arcs[arc]!);
		const along = { x: (b.x - a.x) / metres, y: (b.y - a.y) / metres };
		return {
			position: toLngLat({
				x: a.x + along.x * driven + along.y * aside,
				y: a.y + along.y * driven - along.x * aside
			}),
			heading: bearingOf(a, b),
			speed: at < reaches ? speed : 0,
			arc
		};
	}

	/** Metres right of the street's middle: the middle of its lane. */
	#aside({ class: roadClass, back }: Arc): Metres {
		if (back === -1) return 0;
		const lanes = Math.max(1, ROAD_KINDS[roadClass].lanes / 2);
		const lane = Math.floor(unit(...this.#keys, 3) * lanes);
		const middle = roadClass === 'motorway' ? 2 : roadClass === 'trunk' ? 1.5 : 0.3;
		return middle + 3.4 * (Math.min(lane, lanes - 1) + 0.5) * (lanes < 1 ? 0.5 : 1);
	}
}
