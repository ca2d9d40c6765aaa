import type { LngLat } from '#lib/model/geometry.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { between } from '../geometry/point.ts';
import { centralityAt, centreNamed, centresOf } from '../plan/centres.ts';
import type { YunquanOptions } from '../plan/options.ts';
import { planOf } from '../plan/plan.ts';
import { toLngLat, toMetres } from '../sources/degrees.ts';
import { chanceOf } from './chance.ts';
import { cityTime } from './city-clock.ts';
import { demandAt } from './demand.ts';
import { endOf, incidentAt, type StartedIncident } from './incidents.ts';
import { rainAt, weatherAt } from './weather/weather-at.ts';
import type { Incident, IncidentName, Weather, World } from './world.ts';

const DAY = 86_400_000;

/** The days of one city: any instant can be asked for, in any order. */
export interface Day {
	worldAt(at: EpochMs, incidents?: readonly StartedIncident[]): World;
	/** Where an incident of that name is felt most. */
	placeOf(name: IncidentName): LngLat;
}

/** The days of the Yunquan of these options. Cheap: nothing of the city is built. */
export function dayOf(options: YunquanOptions): Day {
	const { seed } = options;
	const centres = centresOf(planOf(options));
	const places = placesOf();
	return { worldAt, placeOf: (name) => places[name] };

	function worldAt(at: EpochMs, incidents: readonly StartedIncident[] = []): World {
		const time = cityTime(at);
		const demand = demandAt(time);
		const under = (name: IncidentName, instant: EpochMs): Incident | undefined => {
			let strongest: Incident | undefined;
			for (const started of incidents) {
				if (started.name !== name) continue;
				const found = incidentAt(started, instant, places[name]);
				if (found && found.strength >= (strongest?.strength ?? 0)) strongest = found;
			}
			return strongest;
		};
		const made = {
			rainstorm: (instant: EpochMs) => under('rainstorm', instant)?.strength ?? 0,
			inversion: (instant: EpochMs) => under('air-inversion', instant)?.strength ?? 0
		};
		let weather: Weather | undefined;
		const weatherNow = () => (weather ??= weatherAt(seed, at, made));
		let rain: number | undefined;
		return {
			seed,
			at,
			hour: time.hour,
			weekday: time.weekday,
			dayOff: time.dayOff,
			get weather() {
				return weatherNow();
			},
			get incidents() {
				return incidents.flatMap((started) => {
					const { name, since } = started;
					const until = endOf(started);
					if (since > at || until < at - DAY) return [];
					return (
						incidentAt(started, at, places[name]) ?? { name, since, until, strength: 0, place: places[name] }
					);
				});
			},
			incident: (name) => under(name, at),
			weatherAt: (instant) => weatherAt(seed, instant, made),
			worldAt: (instant) => worldAt(instant, incidents),
			congestion(place) {
				const busy = centralityAt(centres, toMetres(...place));
				rain ??= rainAt(seed, at, made);
				const slowed = 1 + 0.3 * Math.min(1, rain / 50);
				const outage = 1 + 0.2 * (under('metro-outage', at)?.strength ?? 0);
				return Math.min(1, demand * (0.3 + 0.65 * Math.min(1, busy * 1.6)) * slowed * outage);
			},
			chance: (...words) => chanceOf(seed, words)
		};
	}

	function placesOf(): Readonly<Record<IncidentName, LngLat>> {
		const at = (name: Parameters<typeof centreNamed>[1]) => centreNamed(centres, name).at;
		const old = toLngLat(at('old'));
		return {
			rainstorm: old,
			'gas-leak': toLngLat(between(at('old'), at('university'), 0.45)),
			'metro-outage': toLngLat(at('business')),
			'air-inversion': old,
			crowd: toLngLat(at('station')),
			'pole-outage': toLngLat(at('highTech')),
			'sensor-failure': old
		};
	}
}
