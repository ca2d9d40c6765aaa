import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectionsBetween } from './connections.ts';
import { DepartureTimes } from './departure-times.ts';
import { scanProfiles, type Changes } from './scan-profiles.ts';

/** A call as `[stop, arrival, departure]`. */
type Call = readonly [number, number, number];

function timetable(trips: readonly (readonly Call[])[]) {
	const calls = trips.flat();
	let end = 0;
	return {
		trips: {
			route: new Uint32Array(trips.length),
			starts: Uint32Array.of(0, ...trips.map((trip) => (end += trip.length)))
		},
		calls: {
			stop: Uint32Array.from(calls, ([stop]) => stop),
			arrival: Int32Array.from(calls, ([, arrival]) => arrival),
			departure: Int32Array.from(calls, ([, , departure]) => departure)
		}
	};
}

/** Changes from a matrix `[from][to]` of seconds; Infinity: no walk. */
function changesOf(seconds: readonly (readonly number[])[]): Changes {
	const [starts, from, takes]: [number[], number[], number[]] = [[0], [], []];
	for (let to = 0; to < seconds.length; to++) {
		seconds.forEach((row, stop) => {
			if (row[to] === Infinity) return;
			from.push(stop);
			takes.push(row[to]!);
		});
		starts.push(from.length);
	}
	return {
		starts: Int32Array.from(starts),
		from: Int32Array.from(from),
		seconds: Float64Array.from(takes)
	};
}

function profilesOf(
	trips: readonly (readonly Call[])[],
	changes: readonly (readonly number[])[],
	egress: readonly number[],
	horizon = Infinity
) {
	return scanProfiles({
		connections: connectionsBetween(timetable(trips), 0, 100_000),
		trips: trips.length,
		changes: changesOf(changes),
		egress: Float64Array.from(egress),
		horizon
	});
}

const apart = (stops: number, change: number) =>
	Array.from({ length: stops }, (_, from) =>
		Array.from({ length: stops }, (_, to) => (from === to ? change : Infinity))
	);

describe('journeys by a timetable', () => {
	/** Two lines cross at stop 1: 0 → 1 → 2 and 3 → 1 → 4. */
	const trips: Call[][] = [
		[
			[0, 100, 100],
			[1, 200, 210],
			[2, 300, 300]
		],
		[
			[0, 400, 400],
			[1, 500, 510],
			[2, 600, 600]
		],
		[
			[3, 150, 150],
			[1, 240, 250],
			[4, 350, 350]
		],
		[
			[3, 450, 450],
			[1, 640, 650],
			[4, 750, 750]
		]
	];

	test('one waits for the next departure and walks the rest', () => {
		const [first] = profilesOf(trips, apart(5, 60), [Infinity, Infinity, 30, Infinity, Infinity]);
		expect([first!.leaves, first!.arrives]).toEqual([
			[400, 100],
			[630, 330]
		]);
		expect([first!.arrival(100), first!.arrival(101), first!.arrival(401)]).toEqual([330, 630, Infinity]);
	});

	test('a change is made when there is time for it', () => {
		const aim = [Infinity, Infinity, Infinity, Infinity, 0];
		// 200 + 50 catches 250; 200 + 51 has to wait for 650.
		expect(profilesOf(trips, apart(5, 50), aim)[0]!.arrival(100)).toBe(350);
		expect(profilesOf(trips, apart(5, 51), aim)[0]!.arrival(100)).toBe(750);
	});

	test('journeys beyond the horizon are of no use', () => {
		const aim = [Infinity, Infinity, Infinity, Infinity, 0];
		expect(profilesOf(trips, apart(5, 51), aim, 400)[0]!.arrival(100)).toBe(750);
		expect(profilesOf(trips, apart(5, 51), aim, 349)[0]!.leaves).toEqual([]);
	});

	test('are the best of all that a search through every ride and walk finds', () => {
		const stops = 5;
		const seconds = fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 120 }));
		const trip = fc
			.tuple(
				fc.uniqueArray(fc.nat(stops - 1), { minLength: 2, maxLength: 4 }),
				fc.nat(600),
				fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.nat(20)), { minLength: 4, maxLength: 4 })
			)
			.map(([visits, start, gaps]): Call[] => {
				let at = start;
				return visits.map((stop, call) => {
					const [ride, dwell] = gaps[call]!;
					const arrival = (at += ride);
					return [stop, arrival, (at += dwell)];
				});
			});
		fc.assert(
			fc.property(
				fc.array(trip, { minLength: 1, maxLength: 8 }),
				fc.array(fc.array(seconds, { minLength: stops, maxLength: stops }), {
					minLength: stops,
					maxLength: stops
				}),
				fc.array(seconds, { minLength: stops, maxLength: stops }),
				fc.nat(700),
				(all, walks, egress, at) => {
					const profiles = profilesOf(all, walks, egress);
					const search = searchThrough(all, walks, egress);
					for (let stop = 0; stop < stops; stop++) expect(profiles[stop]!.arrival(at)).toBe(search(stop, at));
				}
			),
			{ numRuns: 200 }
		);
	});
});

/** Earliest arrival of who may board at a stop at a time, by trying everything. */
function searchThrough(
	trips: readonly (readonly Call[])[],
	walks: readonly (readonly number[])[],
	egress: readonly number[]
) {
	const known = new Map<string, number>();
	return function earliest(stop: number, at: number): number {
		const key = `${stop}@${at}`;
		const before = known.get(key);
		if (before !== undefined) return before;
		let best = Infinity;
		for (const trip of trips)
			trip.forEach(([from, , departure], call) => {
				if (from !== stop || departure < at) return;
				for (const [to, arrival] of trip.slice(call + 1)) {
					best = Math.min(best, arrival + egress[to]!);
					walks[to]!.forEach((walk, other) => {
						if (walk < Infinity) best = Math.min(best, earliest(other, arrival + walk));
					});
				}
			});
		known.set(key, best);
		return best;
	};
}

test('who may set out at several times takes the median, and a share of them arrives in time', () => {
	const times = new DepartureTimes(3, [0, 300, 600]);
	const profiles = profilesOf(
		[
			[
				[0, 200, 200],
				[1, 500, 500]
			],
			[
				[0, 700, 700],
				[1, 1000, 1000]
			]
		],
		apart(2, 60),
		[Infinity, 0]
	);
	times.offerRides({ points: [0, 1], seconds: [100, 101] }, profiles[0]!, 3600);
	times.offerWalk(1, 450);
	// Point 0 takes 500 (200 rides), 700 and 400 (700 rides); point 1 misses the last ride and walks.
	expect([times.median(0), times.shareWithin(0, 450)]).toEqual([500, 1 / 3]);
	expect([times.median(1), times.shareWithin(1, 450)]).toEqual([450, 1]);
	expect([times.median(2), times.shareWithin(2, 450)]).toEqual([Infinity, 0]);
	times.clear();
	times.offerRides({ points: [0, 1], seconds: [100, 101] }, profiles[0]!, 400);
	// 300 of riding and 100 of walking: only the nearer point, only when the ride leaves as it comes.
	expect([times.shareWithin(0, 3600), times.shareWithin(1, 3600)]).toEqual([1 / 3, 0]);
	times.clear();
	expect(times.median(0)).toBe(Infinity);
});
