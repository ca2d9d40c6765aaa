import type { Seconds } from '#lib/model/units.ts';
import type { Reached } from './floating-catchment.ts';
import { PointTimes } from './point-times.ts';
import type { StreetNetwork } from './street-network.ts';
import { TravelSweep, type Source } from './travel-sweep.ts';

/** Nobody is asked to travel longer. */
export const HORIZON: Seconds = 3600;

/** Times of all points to the nearest of some places. */
export interface NearestTimes {
	/** By point; the median where people set out at several times. Infinity: none within the horizon. */
	readonly seconds: Float64Array;
	/** By point: the nearest place, −1: none; absent where it depends on when one sets out. */
	readonly place?: Int32Array;
	/** By point: part of the times at which one may set out and be there within the limit. */
	readonly share?: Float64Array;
}

/** A way of going from points to places. */
export interface Travel {
	toNearest(places: readonly number[]): NearestTimes;
	/** Points that reach a place within the limit, in ascending order. */
	reaching(place: number): Reached;
}

/** On foot or by bicycle: what it takes is the same at all times. */
export class StreetTravel implements Travel {
	readonly #network: StreetNetwork;
	readonly #limit: Seconds;
	readonly #sweep: TravelSweep;
	readonly #points: PointTimes;

	constructor(network: StreetNetwork, limit: Seconds) {
		this.#network = network;
		this.#limit = limit;
		this.#sweep = new TravelSweep(network.towards);
		this.#points = new PointTimes(network.points, network.towards.nodes);
	}

	toNearest(places: readonly number[]): NearestTimes {
		const onStreet = places.filter((place) => this.#network.placeNode[place]! >= 0);
		this.#sweep.run(
			onStreet.map((place) => sourceAt(this.#network, place)),
			HORIZON
		);
		const seconds = new Float64Array(this.#network.points.first.length);
		const place = new Int32Array(seconds.length).fill(-1);
		for (let point = 0; point < seconds.length; point++) {
			const takes = this.#points.secondsOf(this.#sweep, point);
			seconds[point] = takes <= HORIZON ? takes : Infinity;
			if (takes <= HORIZON) place[point] = onStreet[this.#points.sourceOf(this.#sweep, point)]!;
		}
		return { seconds, place };
	}

	reaching(place: number): Reached {
		if (this.#network.placeNode[place]! < 0) return { points: [], seconds: [] };
		this.#sweep.run([sourceAt(this.#network, place)], this.#limit);
		return inOrder(this.#points.within(this.#sweep, this.#limit));
	}
}

export function sourceAt({ placeNode, placeSeconds }: StreetNetwork, place: number): Source {
	return { node: placeNode[place]!, seconds: placeSeconds[place]! };
}

/** By point: sums over them are then taken in the same order whatever the streets. */
function inOrder({ points, seconds }: Reached): Reached {
	const order = [...points.keys()].sort((a, b) => points[a]! - points[b]!);
	return { points: order.map((at) => points[at]!), seconds: order.map((at) => seconds[at]!) };
}
