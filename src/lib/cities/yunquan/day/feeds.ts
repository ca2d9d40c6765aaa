import { busLines } from '../transit/bus.ts';
import { metroLines } from '../transit/metro.ts';
import type { DayCity } from './day-city.ts';
import { deviceFeeds } from './devices/device-feeds.ts';
import { cars } from './roads/cars.ts';
import { fleetOf } from './roads/fleet.ts';
import { floodedArcs } from './roads/flooded-arcs.ts';
import { flowsToWork } from './roads/journeys.ts';
import { roadFlow } from './roads/road-flow.ts';
import { roadLinksOf } from './roads/road-links.ts';
import { roadNetworkOf } from './roads/road-network.ts';
import { trafficOf } from './roads/traffic.ts';
import { transitFeed } from './transit/transit-feed.ts';
import type { Feed } from './world.ts';

/** Floating cars of the default city: at the busiest hour six of ten are under way. */
const CARS = 2400;

/** Everything that speaks in Yunquan: a new feed is one line. */
export function feedsOf({ named, options }: DayCity): readonly Feed[] {
	const network = roadNetworkOf(named);
	const traffic = trafficOf(network, flowsToWork(network, named.city), floodedArcs(named, network));
	const fleet = fleetOf(
		traffic,
		options.seed,
		Math.round(CARS * Math.min(1, named.city.skeleton.plan.scale))
	);
	return [
		roadFlow(traffic, roadLinksOf(named, network)),
		cars(fleet),
		transitFeed('metro', metroLines(named), options.seed, 10),
		transitFeed('bus', busLines(named), options.seed, 15),
		...deviceFeeds(named)
	];
}
