import type { NamedCity } from '../../build/buildings.ts';
import type { Survey } from '../../build/survey.ts';
import { spread } from '../../assets/spread.ts';
import { waysFrom, wayTo } from '../../assets/street-graph.ts';
import { Dice } from '../../geometry/dice.ts';
import { toLngLat } from '../../sources/degrees.ts';
import type { Feed, World } from '../world.ts';
import type { Device } from './device.ts';
import { jsonFeed } from './json-feed.ts';
import { mainStreetsOf, type MainStreets } from './main-streets.ts';
import type { Gate } from './school-gates.ts';
import { lengthOf, placeOn, trackOf, type Track } from './track.ts';

const BUSES = 40;
/** Metres of way to the school of the first stop, at least and at most. */
const [NEAR, FAR] = [1200, 4200];
/** Stops on the way, seconds at each, m/s between. */
const [STOPS, DWELL, PACE] = [5, 35, 7.5];
/** Hours at which the morning's bus is at school, and the afternoon's leaves it. */
const [ARRIVES, LEAVES] = [7.55, 16.85];
/** Hours before it leaves that a bus waits with open doors. */
const WAITS = 0.25;

/** A school bus with its way to school; it goes home the same way. */
export interface SchoolBus extends Device {
	readonly way: Track;
	/** Pupils who ride. */
	readonly riders: number;
}

/** School buses: to school in the morning, home in the afternoon, and where they stand between. */
export function schoolBusFeed(named: NamedCity, survey: Survey, gates: readonly Gate[]): Feed {
	return jsonFeed({
		layer: 'school-buses',
		every: 5,
		metrics: { speed: 'km/h', aboard: '{person}' },
		moves: true,
		devices: schoolBusesOf(named, survey, gates),
		row: (bus, world) => {
			const { along, back, pace, aboard, status } = runOf(bus, world);
			const { position, heading } = placeOn(bus.way, along, back ? -1 : 1);
			return {
				position,
				heading,
				speed: pace,
				status,
				values: { speed: Math.round(pace * 36) / 10, aboard }
			};
		}
	});
}

interface Run {
	/** Metres along its way to school. */
	readonly along: number;
	readonly back: boolean;
	/** m/s. */
	readonly pace: number;
	readonly aboard: number;
	readonly status: 'on-route' | 'waiting' | 'done';
}

/** What a bus does at the hour: by its timetable alone. */
export function runOf({ way, riders, number }: SchoolBus, { hour, dayOff }: World): Run {
	const length = lengthOf(way);
	const late = (number % 7) * 0.02;
	const takes = (length / PACE + STOPS * DWELL) / 3600;
	const [begins, ends] = [ARRIVES - late - takes, ARRIVES - late];
	const [leaves, home] = [LEAVES + late, LEAVES + late + takes];
	const standing = (along: number, status: Run['status'], aboard = 0): Run => ({
		along,
		back: false,
		pace: 0,
		aboard,
		status
	});
	if (dayOff || hour >= home || hour < begins - WAITS) return standing(0, 'done');
	if (hour < begins) return standing(0, 'waiting');
	if (hour < ends) {
		const { along, pace, stops } = driven((hour - begins) * 3600, length);
		return { along, back: false, pace, aboard: Math.round((riders * stops) / STOPS), status: 'on-route' };
	}
	if (hour < leaves - WAITS) return standing(length, 'done');
	if (hour < leaves) {
		const share = 1 - (leaves - hour) / WAITS;
		return standing(length, 'waiting', Math.round(riders * share));
	}
	// The afternoon is the morning backwards.
	const { along, pace, stops } = driven((home - hour) * 3600, length);
	return { along, back: true, pace, aboard: Math.round((riders * stops) / STOPS), status: 'on-route' };
}

/** So many seconds after the first stop: stops are evenly spaced, and pupils get on at each. */
function driven(seconds: number, length: number) {
	const leg = length / STOPS / PACE;
	const stop = Math.floor(seconds / (leg + DWELL));
	const rest = seconds - stop * (leg + DWELL);
	const stands = rest < DWELL;
	return {
		along: Math.min(length, (stop * length) / STOPS + (stands ? 0 : (rest - DWELL) * PACE)),
		pace: stands ? 0 : PACE,
		stops: Math.min(STOPS, stop + (stands ? 0 : 1))
	};
}

export function schoolBusesOf(named: NamedCity, { compounds }: Survey, gates: readonly Gate[]): SchoolBus[] {
	const { seed, scale } = named.city.skeleton.plan;
	const streets = mainStreetsOf(named);
	const schools = [...new Map(gates.map((gate) => [gate.school, gate])).values()];
	const found: SchoolBus[] = [];
	for (const gate of spread(schools, Math.max(4, Math.round(BUSES * Math.min(2, scale))))) {
		const number = found.length;
		const way = wayToSchool(streets, gate, compounds, new Dice(seed, 146, number));
		if (!way) continue;
		const at = way.line[0]!;
		found.push({
			id: `urn:ngsi-ld:Vehicle:yunquan-school-bus-${String(number + 1).padStart(3, '0')}`,
			number,
			title: `${gate.title.replace(/[正侧]门$/, '')}校车`,
			at,
			position: toLngLat(at),
			way,
			riders: 18 + ((number * 7) % 25)
		});
	}
	return found;
}

/** From a housing compound not too near and not too far, along main streets, to the gate. */
function wayToSchool(
	streets: MainStreets,
	gate: Gate,
	compounds: Survey['compounds'],
	dice: Dice
): Track | undefined {
	const ways = waysFrom(streets, [streets.nearest(gate.at)]);
	const homes = compounds
		.map(({ at }) => streets.nearest(at))
		.filter((node) => ways.cost[node]! >= NEAR && ways.cost[node]! <= FAR);
	if (homes.length === 0) return undefined;
	const way = wayTo(ways, dice.pick(homes));
	return way && trackOf([...way.reverse().map((node) => streets.at[node]!), gate.at]);
}
