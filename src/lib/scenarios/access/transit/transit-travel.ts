import type { TransitPart } from '#lib/model/scenario/city-parts.ts';
import type { Seconds } from '#lib/model/units.ts';
import type { Reached } from '../floating-catchment.ts';
import { PointTimes } from '../point-times.ts';
import type { StreetNetwork } from '../street-network.ts';
import { HORIZON, sourceAt, type NearestTimes, type Travel } from '../travel.ts';
import { TravelSweep } from '../travel-sweep.ts';
import { connectionsBetween, type Connections } from './connections.ts';
import { DepartureTimes } from './departure-times.ts';
import { scanProfiles } from './scan-profiles.ts';
import { secondsToPlace, stopWalks, type StopWalks } from './stop-walks.ts';

export interface TransitTravelInput {
	/** On foot; its places include the stops. */
	readonly network: StreetNetwork;
	readonly transit: TransitPart;
	/** Place of the network by stop. */
	readonly stopPlaces: readonly number[];
	/** Seconds after midnight, ascending. */
	readonly departures: readonly Seconds[];
	readonly limit: Seconds;
	readonly longestWalk: Seconds;
	readonly change: Seconds;
	readonly signal: AbortSignal;
}

/** By public transport, or on foot where that is no slower: median over the times at which one may set out. */
export class TransitTravel implements Travel {
	readonly #input: TransitTravelInput;
	readonly #walks: StopWalks;
	readonly #sweep: TravelSweep;
	readonly #points: PointTimes;
	readonly #times: DepartureTimes;
	readonly #toHorizon: Connections;
	readonly #toLimit: Connections;

	private constructor(input: TransitTravelInput, walks: StopWalks, sweep: TravelSweep, points: PointTimes) {
		const { network, transit, departures, limit } = input;
		const [first, last] = [departures[0]!, departures.at(-1)!];
		this.#input = input;
		this.#walks = walks;
		this.#sweep = sweep;
		this.#points = points;
		this.#times = new DepartureTimes(network.points.first.length, departures);
		this.#toHorizon = connectionsBetween(transit, first, last + HORIZON);
		this.#toLimit = connectionsBetween(transit, first, last + limit);
	}

	static async prepare(input: TransitTravelInput): Promise<TransitTravel> {
		const { network, transit, stopPlaces: places, longestWalk: longest, change, signal } = input;
		const served = new Uint8Array(places.length);
		for (const stop of transit.calls.stop) served[stop] = 1;
		const sweep = new TravelSweep(network.towards);
		const points = new PointTimes(network.points, network.towards.nodes);
		const walks = await stopWalks({ network, sweep, points, places, served, longest, change, signal });
		return new TransitTravel(input, walks, sweep, points);
	}

	toNearest(places: readonly number[]): NearestTimes {
		const { network, limit } = this.#input;
		this.#ask(places, HORIZON, this.#toHorizon);
		const seconds = new Float64Array(network.points.first.length);
		const share = new Float64Array(seconds.length);
		for (let point = 0; point < seconds.length; point++) {
			const median = this.#times.median(point);
			seconds[point] = median <= HORIZON ? median : Infinity;
			share[point] = this.#times.shareWithin(point, limit);
		}
		return { seconds, share };
	}

	reaching(place: number): Reached {
		const { limit } = this.#input;
		this.#ask([place], limit, this.#toLimit);
		// Nothing was offered that takes longer than the limit.
		const points = this.#times.reaching();
		return { points, seconds: points.map((point) => this.#times.median(point)) };
	}

	#ask(places: readonly number[], horizon: Seconds, connections: Connections): void {
		const { network, transit, stopPlaces, longestWalk } = this.#input;
		const onStreet = places.filter((place) => network.placeNode[place]! >= 0);
		this.#times.clear();
		this.#sweep.run(
			onStreet.map((place) => sourceAt(network, place)),
			horizon
		);
		const direct = this.#points.within(this.#sweep, horizon);
		direct.points.forEach((point, index) => this.#times.offerWalk(point, direct.seconds[index]!));
		const egress = Float64Array.from(stopPlaces, (stop) => {
			const walk = secondsToPlace(network, this.#sweep, stop);
			return walk <= longestWalk ? walk : Infinity;
		});
		const profiles = scanProfiles({
			connections,
			trips: transit.trips.route.length,
			changes: this.#walks.changes,
			egress,
			horizon
		});
		profiles.forEach((profile, stop) => this.#times.offerRides(this.#walks.access[stop]!, profile, horizon));
	}
}
