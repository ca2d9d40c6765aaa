import type { NamedCity } from '../../build/buildings.ts';
import { centreNamed, centresOf } from '../../plan/centres.ts';
import { toLngLat } from '../../sources/degrees.ts';
import { TENANT } from '../json-rows.ts';
import type { Feed, World } from '../world.ts';
import { clamp, decimals, MINUTE, wander } from './course.ts';
import type { Device } from './device.ts';
import { Gateways } from './gateways.ts';

/** UCUM units of what a station observes. */
const METRICS = {
	temperature: 'Cel',
	humidity: '%',
	wind: 'm/s',
	wind_direction: 'deg',
	cloud_cover: '%',
	rain: 'mm/h',
	rained: 'mm'
} as const;

interface Station extends Device {
	/** °C that its surroundings are warmer than the country. */
	readonly warmer: number;
}

const encoder = new TextEncoder();

/** Five weather stations that a SensorThings server sends on: Things with Datastreams with one Observation each. */
export function weatherFeed(named: NamedCity): Feed {
	const gateways = new Gateways('weather', 60, stationsOf(named));
	return {
		layer: 'weather',
		every: 60,
		layers: [
			{
				id: 'weather',
				interval: 60,
				metrics: Object.entries(METRICS).map(([name, unit]) => ({ name, unit }))
			}
		],
		*messages(world, step) {
			for (const group of gateways.due(world, step))
				yield {
					topic: `city/${TENANT}/weather/as/sensorthings`,
					payload: encoder.encode(JSON.stringify(group.map((station) => thingOf(station, world)))),
					rows: group.length * Object.keys(METRICS).length
				};
		}
	};
}

function thingOf(station: Station, world: World): object {
	const phenomenonTime = new Date(world.at).toISOString();
	const observed = observedBy(station, world);
	return {
		'@iot.id': station.id,
		name: station.title,
		Locations: [
			{
				name: station.title,
				encodingType: 'application/geo+json',
				location: { type: 'Point', coordinates: station.position }
			}
		],
		Datastreams: Object.entries(METRICS).map(([name, unit]) => ({
			'@iot.id': `${station.id}-${name}`,
			name: `${station.title} ${name}`,
			unitOfMeasurement: { name: unit, symbol: unit, definition: `ucum:${unit}` },
			ObservedProperty: { name },
			Observations: [{ phenomenonTime, result: observed[name as keyof typeof METRICS] }]
		}))
	};
}

function observedBy({ warmer, number }: Station, { weather, seed, at }: World) {
	const own = (salt: number) => wander(seed, 440 + salt, number, at, 20 * MINUTE);
	return {
		temperature: decimals(weather.temperature + warmer + 0.3 * own(1), 1),
		humidity: decimals(clamp(100 * weather.humidity - 2.5 * warmer + 2 * own(2), 5, 100), 0),
		wind: decimals(Math.max(0, weather.wind * (1 + 0.25 * own(3))), 1),
		wind_direction: ((Math.round(weather.windFrom + 12 * own(5)) % 360) + 360) % 360,
		cloud_cover: decimals(clamp(100 * weather.cloud + 5 * own(6), 0, 100), 0),
		rain: decimals(weather.rain * (1 + 0.06 * own(4)), 1),
		rained: decimals(weather.rained, 1)
	};
}

function stationsOf(named: NamedCity): Station[] {
	const centres = centresOf(named.city.skeleton.plan);
	const at = (name: Parameters<typeof centreNamed>[1]) => centreNamed(centres, name).at;
	return (
		[
			['weather-old-town', '老城气象站', at('old'), 1.4],
			['weather-business', '商务区气象站', at('business'), 1.6],
			['weather-high-tech', '高新区气象站', at('highTech'), 0.8],
			['weather-university', '大学城气象站', at('university'), 0.5],
			['weather-new-town', '新城气象站', at('newTown'), 0.7]
		] as const
	).map(([id, title, place, warmer], number) => ({
		id,
		number,
		title,
		at: place,
		position: toLngLat(place),
		warmer
	}));
}
