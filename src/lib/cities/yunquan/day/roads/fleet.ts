import type { EpochMs, Metres } from '#lib/model/units.ts';
import { hash, unit } from '../../geometry/dice.ts';
import { distance } from '../../geometry/point.ts';
import { demandAt } from '../demand.ts';
import type { World } from '../world.ts';
import { Journey, type OnRoad } from './journey.ts';
import type { RoadNetwork } from './road-network.ts';
import { quickestWays, wayTo } from './shortest-ways.ts';
import type { Traffic } from './traffic.ts';
import { trafficSlices } from './traffic-slices.ts';

/** A kind of vehicle: its share of the fleet, how far it goes, and how long it takes until it sets out again. */
interface Kind {
	readonly word: 'car' | 'taxi' | 'truck' | 'bus';
	readonly share: number;
	readonly radius: Metres;
	readonly minutes: number;
}

const KINDS: readonly Kind[] = [
	{ word: 'car', share: 0.56, radius: 3400, minutes: 15 },
	{ word: 'taxi', share: 0.27, radius: 2600, minutes: 12 },
	{ word: 'truck', share: 0.11, radius: 5600, minutes: 23 },
	{ word: 'bus', share: 0.06, radius: 4200, minutes: 18 }
];
/** Of the fleet, how much is under way by night, and how much the busiest hour adds. */
const [NIGHT, BUSY] = [0.2, 0.8];
/** Chosen ends of a journey before one is taken that is not near. */
const TRIES = 14;

/** One vehicle at one instant. */
export interface VehicleNow {
	readonly index: number;
	readonly kind: Kind['word'];
	/** Where it drives; undefined while it parks. */
	readonly on: OnRoad | undefined;
	/** Since when it does not drive; of no meaning while it does. */
	readonly parkedAt: EpochMs;
}

export interface Fleet {
	readonly size: number;
	at(world: World, index: number): VehicleNow;
}

interface Turn {
	readonly number: number;
	readonly begins: EpochMs;
	readonly journey: Journey | undefined;
}

/**
 * Vehicles that drive from place to place, one journey in each turn of theirs. Where one is follows from seed, number
 * and instant alone; the journey that is under way is kept, because it is asked for again and again.
 */
export function fleetOf(traffic: Traffic, seed: number, size: number): Fleet {
	const { network } = traffic;
	const slices = trafficSlices(traffic);
	const ends = endsByFlow(traffic);
	const ways = waysKept(network);
	const turns: (Turn | undefined)[] = [];
	const kindOf = (index: number): Kind => {
		let left = unit(seed + 411, index);
		return KINDS.find(({ share }) => (left -= share) < 0) ?? KINDS[0]!;
	};
	const endOf = (index: number, number: number, radius: Metres): number => {
		const home = ends.pick(unit(seed + 412, index));
		for (let attempt = 0; attempt < TRIES; attempt++) {
			const end = ends.pick(unit(seed + 413, index, number, attempt));
			const apart = distance(network.at[home]!, network.at[end]!);
			if (apart < radius) return end;
		}
		return home;
	};
	const turnAt = (world: World, index: number, kind: Kind): Turn => {
		const lasts = kind.minutes * 60_000;
		const shift = unit(seed + 414, index) * lasts;
		const number = Math.floor((world.at - shift) / lasts);
		const known = turns[index];
		if (known?.number === number) return known;
		const begins = number * lasts + shift;
		const key = hash(seed + 415, index, number);
		const active = unit(key, 1) < NIGHT + BUSY * demandAt(world.worldAt(begins));
		const from = endOf(index, number, kind.radius);
		const to = endOf(index, number + 1, kind.radius);
		const way = active && from !== to ? ways(from, to) : undefined;
		const starts = Math.round(begins + 10_000 + unit(key, 2) * 90_000);
		const turn = { number, begins, journey: way && new Journey(network, way, starts, [key]) };
		turns[index] = turn;
		return turn;
	};
	return {
		size,
		at(world, index) {
			const kind = kindOf(index);
			const { journey, begins } = turnAt(world, index, kind);
			const trafficAt = (at: EpochMs) => slices(world, at);
			// Who has not arrived when the next turn begins is gone, and sets out from elsewhere.
			return {
				index,
				kind: kind.word,
				on: journey?.at(world.at, trafficAt),
				parkedAt: journey?.endedAt(world.at, trafficAt) ?? begins
			};
		}
	};
}

/** Junctions, chosen as often as traffic leaves them. */
function endsByFlow({ network, flows }: Traffic): { pick(share: number): number } {
	const sums = new Float64Array(network.at.length);
	network.arcs.forEach(({ from, back }, arc) => {
		if (back !== -1) sums[from]! += Math.sqrt(flows[arc]!);
	});
	for (let node = 1; node < sums.length; node++) sums[node]! += sums[node - 1]!;
	const all = sums.at(-1)!;
	return {
		pick(share) {
			let [low, high] = [0, sums.length - 1];
			while (low < high) {
				const middle = (low + high) >> 1;
				if (sums[middle]! > share * all) high = middle;
				else low = middle + 1;
			}
			return low;
		}
	};
}

/** Junctions of all ways that are kept: 64 MB. */
const MOST_KEPT = 16 * 2 ** 20;

/** Quickest ways on free roads, those of one start found at once and kept as four bytes a junction. */
function waysKept(network: RoadNetwork): (from: number, to: number) => readonly number[] | undefined {
	const seconds = Float64Array.from(network.arcs, ({ metres, free }) => metres / free);
	const kept = new Map<number, Int32Array>();
	const most = Math.ceil(MOST_KEPT / network.at.length);
	return (from, to) => {
		let by = kept.get(from);
		if (!by) {
			if (kept.size >= most) kept.delete(kept.keys().next().value!);
			kept.set(from, (by = quickestWays(network, from, seconds).by));
		}
		if (by[to] === -1) return undefined;
		return wayTo({ by, seconds: NO_TIMES, order: [] }, network, to);
	};
}

const NO_TIMES = new Float64Array(0);
