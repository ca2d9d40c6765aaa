import type { EpochMs, Metres, MetresPerSecond, Seconds } from '#lib/model/units.ts';
import { unit } from '../../geometry/dice.ts';
import { demandAt } from '../demand.ts';
import type { World } from '../world.ts';
import type { LineWay } from './line-way.ts';

/** Where a vehicle is on its run. */
export interface OnRun {
	readonly metres: Metres;
	readonly speed: MetresPerSecond;
	/** Number of the stop that it stands at or goes to. */
	readonly next: number;
	readonly standing: boolean;
}

/** A stop as the run met it, or will as things are. */
export interface StopTime {
	readonly arrival: EpochMs;
	readonly departure: EpochMs;
	/** How far behind the timetable it arrives, and leaves. */
	readonly delay: Seconds;
	readonly leavesLate: Seconds;
}

/** Seconds after which a line that was stopped is looked at again. */
const LOOK_AGAIN = 20_000;
/** What an hour without traffic makes good on its way, as a share of the running time. */
const SPARE = { metro: 0.04, bus: 0.09 } as const;
/** What full roads add to a bus's running time. */
const HELD_UP = 0.8;

/**
 * One run of a line as it is really driven. It goes on from stop to stop as time does: each leg takes what the roads
 * are when it begins, and nothing leaves while its line stands still.
 */
export class TripRun {
	readonly #way: LineWay;
	readonly #starts: EpochMs;
	readonly #key: number;
	readonly #isHalted: (world: World) => boolean;
	readonly #arrivals: EpochMs[] = [];
	/** Departures that have happened. */
	readonly #departures: EpochMs[] = [];
	/** When the vehicle at its last stop may leave; looked at anew while the line stands still. */
	#ready: EpochMs;

	constructor(way: LineWay, starts: EpochMs, key: number, isHalted: (world: World) => boolean) {
		this.#way = way;
		this.#starts = starts;
		this.#key = key;
		this.#isHalted = isHalted;
		this.#arrivals.push(starts);
		this.#ready = starts;
	}

	/** Where it is; undefined before its start and after its last stop. */
	at(world: World): OnRun | undefined {
		this.#drive(world);
		const { stops } = this.#way;
		if (world.at < this.#starts) return undefined;
		const arrived = this.#arrivals.findLastIndex((at) => at <= world.at);
		const left = this.#departures[arrived];
		if (left === undefined || left > world.at)
			return arrived === stops.length - 1
				? undefined
				: { metres: stops[arrived]!.metres, speed: 0, next: arrived, standing: true };
		const arrives = this.#arrivals[arrived + 1]!;
		const share = (world.at - left) / (arrives - left);
		const length = stops[arrived + 1]!.metres - stops[arrived]!.metres;
		return {
			// Slower where it starts and stops, and nowhere beyond.
			metres: stops[arrived]!.metres + length * share * share * (3 - 2 * share),
			speed: (6 * share * (1 - share) * length * 1000) / (arrives - left),
			next: arrived + 1,
			standing: false
		};
	}

	/** Times of all stops: those that were, and those to come when nothing gets worse. Each is later than the one before. */
	times(world: World): readonly StopTime[] {
		this.#drive(world);
		const found: StopTime[] = [];
		let departed = this.#starts;
		this.#way.stops.forEach((stop, k) => {
			const arrival = this.#arrivals[k] ?? departed + this.#leg(k) * 1000;
			const departure =
				this.#departures[k] ??
				Math.max(this.#leaves(k, arrival, 0), k === this.#arrivals.length - 1 ? world.at : 0);
			departed = departure;
			found.push({
				arrival: Math.round(arrival),
				departure: Math.round(departure),
				delay: Math.round((arrival - this.#starts) / 1000 - stop.arrival),
				leavesLate: Math.round((departure - this.#starts) / 1000 - stop.departure)
			});
		});
		return found;
	}

	#drive(world: World): void {
		const { stops } = this.#way;
		for (;;) {
			const here = this.#departures.length;
			const arrived = this.#arrivals[here];
			if (arrived === undefined || here === stops.length - 1 || this.#ready > world.at) return;
			const then = world.worldAt(this.#ready);
			if (this.#isHalted(then)) {
				this.#ready += LOOK_AGAIN;
				continue;
			}
			this.#departures.push(this.#ready);
			const arrives = this.#ready + this.#leg(here + 1, then) * 1000;
			this.#arrivals.push(arrives);
			this.#ready = this.#leaves(here + 1, arrives, demandAt(then));
		}
	}

	/** Seconds from the stop before to this one. `world`: as the roads are; by the timetable without. */
	#leg(stop: number, world?: World): Seconds {
		const { line, stops } = this.#way;
		const planned = stops[stop]!.arrival - stops[stop - 1]!.departure;
		if (!world) return planned;
		const own = 0.94 + 0.12 * unit(this.#key, stop, 1);
		if (line.mode === 'metro') return planned * (1 - SPARE.metro) * (1 + 0.05 * (own - 1));
		const full = world.congestion(stops[stop]!.place);
		return planned * (1 - SPARE.bus + HELD_UP * full * full) * own;
	}

	/** When it leaves a stop: never before its time, and later the more people get on. */
	#leaves(stop: number, arrived: EpochMs, demand: number): EpochMs {
		const { stops, line } = this.#way;
		const { arrival, departure } = stops[stop]!;
		const dwell = departure - arrival;
		const crowded = (line.mode === 'metro' ? 0.45 : 0.9) * demand * unit(this.#key, stop, 2);
		return Math.max(this.#starts + departure * 1000, arrived + dwell * (0.8 + crowded) * 1000);
	}
}
