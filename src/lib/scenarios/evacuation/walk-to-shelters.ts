import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import type { Metres, MetresPerSecond, Seconds } from '#lib/model/units.ts';
import { breathe } from '../breathe.ts';
import { streetNetwork } from '../access/street-network.ts';
import { StreetTravel } from '../access/travel.ts';
import type { Ways } from '../access/ways.ts';
import { assignPeople, type Party } from './assign-people.ts';
import type { Shelters } from './shelters.ts';
import type { Crowd } from './way-out.ts';

/** People who walk from a row of the crowd to a shelter. */
export interface Walk {
	readonly row: number;
	readonly shelter: number;
	readonly people: number;
	readonly seconds: Seconds;
}

export interface Walks {
	readonly walks: readonly Walk[];
	/** Shelters that somebody could walk to, taken or not. */
	readonly near: readonly number[];
}

/** Gives as many of a crowd as can be a place in a shelter within reach, with the least walking together. */
export async function walkToShelters(
	roads: RoadsPart,
	ways: Ways,
	crowd: Crowd,
	shelters: Shelters,
	{ speed, farthest, signal }: { speed: MetresPerSecond; farthest: Metres; signal: AbortSignal }
): Promise<Walks> {
	const network = streetNetwork({
		...{ roads, ways, speed, walkingSpeed: speed },
		places: shelters,
		points: crowd
	});
	const travel = new StreetTravel(network, farthest / speed);
	const parties = crowd.people.map((people): Party & { ways: { place: number; cost: number }[] } => ({
		people,
		ways: []
	}));
	const near: number[] = [];
	for (let place = 0; place < shelters.rows.length; place++) {
		const { points, seconds } = travel.reaching(place);
		if (points.length > 0) near.push(place);
		for (let k = 0; k < points.length; k++)
			parties[points[k]!]!.ways.push({ place, cost: Math.round(seconds[k]!) });
		await breathe(signal);
	}
	const assigned = assignPeople(parties, shelters.capacity);
	const walks = assigned.flatMap((taken, row) =>
		taken.flatMap((people, way) => {
			const { place, cost } = parties[row]!.ways[way]!;
			return people === 0 ? [] : [{ row, shelter: place, people, seconds: cost }];
		})
	);
	return { walks, near };
}
