import type { NamedCity } from '../../build/buildings.ts';
import type { Survey } from '../../build/survey.ts';
import { waysFrom, wayTo } from '../../assets/street-graph.ts';
import { spread } from '../../assets/spread.ts';
import { Dice } from '../../geometry/dice.ts';
import { centreNamed, centresOf } from '../../plan/centres.ts';
import { toLngLat } from '../../sources/degrees.ts';
import type { Feed } from '../world.ts';
import { jsonFeed } from './json-feed.ts';
import { mainStreetsOf, type MainStreets } from './main-streets.ts';
import { PatrolDuty } from './patrol-duty.ts';
import { trackOf } from './track.ts';
import type { Patrol } from './patrol.ts';

const PATROLS = 60;
/** Junctions that a round passes, and metres of way from the police station that it keeps within. */
const [CORNERS, REACH] = [4, 1800];

/** Patrol cars: rounds through their quarters, and to where something happened. */
export function patrolFeed(named: NamedCity, survey: Survey): Feed {
	const streets = mainStreetsOf(named);
	const patrols = patrolsOf(named, survey, streets);
	const duty = new PatrolDuty(patrols, streets);
	return jsonFeed({
		layer: 'patrols',
		every: 5,
		metrics: { speed: 'km/h' },
		moves: true,
		devices: patrols,
		row: (patrol, world) => {
			const { position, heading, pace, status } = duty.of(patrol, world);
			return {
				position,
				heading,
				speed: Math.round(pace * 10) / 10,
				status,
				values: { speed: Math.round(pace * 36) / 10 }
			};
		}
	});
}

/** Patrols of the police stations, each with a round of its own around it. */
export function patrolsOf(named: NamedCity, { places }: Survey, streets: MainStreets): Patrol[] {
	const { seed, scale } = named.city.skeleton.plan;
	const stations = places.filter(({ place }) => place === 'police');
	const count = Math.max(6, Math.round(PATROLS * Math.min(2, scale)));
	// A town too small for a police station has a post in its middle.
	const post = {
		name: { zh: '老城', en: 'Old Town' },
		at: centreNamed(centresOf(named.city.skeleton.plan), 'old').at
	};
	const homes = stations.length === 0 ? [post] : spread(stations, count);
	if (streets.at.length === 0) return [];
	return Array.from({ length: count }, (_, number): Patrol => {
		const { name, at } = homes[number % homes.length]!;
		const nodes = roundFrom(streets, streets.nearest(at), new Dice(seed, 145, number));
		const round = trackOf(nodes.map((node) => streets.at[node]!));
		const begin = round.line[0]!;
		return {
			id: `urn:ngsi-ld:Vehicle:yunquan-patrol-${String(number + 1).padStart(3, '0')}`,
			number,
			title: `${name.zh.replace('派出所', '')}巡逻${Math.floor(number / homes.length) + 1}组`,
			at: begin,
			position: toLngLat(begin),
			round,
			nodes,
			pace: 7 + 0.05 * (number % 40)
		};
	});
}

/** Junctions of a closed way over a few chosen ones near the station. */
function roundFrom(streets: MainStreets, home: number, dice: Dice): number[] {
	const fromHome = waysFrom(streets, [home]).cost;
	const near = [...fromHome.keys()].filter((node) => fromHome[node]! > 0 && fromHome[node]! < REACH);
	const corners = near.length === 0 ? [] : Array.from({ length: CORNERS - 1 }, () => dice.pick(near));
	// In the order of their direction, so that the round does not cross itself more than it must.
	const { x, y } = streets.at[home]!;
	const angle = (node: number) => Math.atan2(streets.at[node]!.y - y, streets.at[node]!.x - x);
	corners.sort((a, b) => angle(a) - angle(b));
	const round = [home];
	for (const corner of [...corners, home]) {
		const way = wayTo(waysFrom(streets, [round.at(-1)!]), corner);
		if (way) round.push(...way.slice(1));
	}
	return round;
}
