import { airStations } from '../../assets/stations.ts';
import type { NamedCity } from '../../build/buildings.ts';
import type { Feed, World } from '../world.ts';
import { clamp, decimals, HOUR, wander } from './course.ts';
import { devicesOf, type Device } from './device.ts';
import { ngsiFeed, type Measured } from './ngsi-feed.ts';

/** Micrograms and milligrams a cubic metre, by UN/CEFACT. */
const [MICROGRAM, MILLIGRAM] = ['GQ', 'GP'];

interface Station extends Device {
	/** Share of the city's own breath that reaches it: little in the hills. */
	readonly exposed: number;
}

/** Air quality stations: what traffic and chimneys breathe out, and what wind, rain and sun make of it. */
export function airFeed(named: NamedCity): Feed {
	return ngsiFeed({
		layer: 'air',
		type: 'AirQualityObserved',
		every: 60,
		metrics: {
			'PM2.5': 'ug/m3',
			PM10: 'ug/m3',
			SO2: 'ug/m3',
			NO2: 'ug/m3',
			O3: 'ug/m3',
			CO: 'mg/m3'
		},
		devices: devicesOf(airStations(named).assets(), ({ values }): Pick<Station, 'exposed'> => ({
			exposed: values['category'] === '背景站' ? 0.25 : 1
		})),
		entity: (station, world) => ({ values: airAt(station, world) })
	});
}

/**
 * Concentrations at a station. Calm air keeps what it got, up to 1.7 times a windy day's; a lid on the city keeps as
 * much six times over; rain washes dust out; ozone comes with sun and warmth and goes with fresh exhaust. The city's
 * own numbers, in the range of northern Chinese cities.
 */
export function airAt({ exposed, number, position }: Station, world: World): Record<string, Measured> {
	const { weather, seed, at } = world;
	const traffic = world.congestion(position) * exposed;
	const cold = clamp((16 - weather.temperature) / 22, 0, 1.2) * exposed;
	const still = clamp(1.9 / (0.55 + weather.wind / 2.8), 0.5, 1.7);
	const kept = still * (1 + 5.2 * weather.inversion * (0.4 + 0.6 * exposed));
	const washed = 1 - 0.55 * clamp(weather.rained / 12, 0, 1);
	const own = (salt: number, share: number) => 1 + share * wander(seed, 450 + salt, number, at, 1.5 * HOUR);
	const fine = (9 + 13 * cold + 15 * traffic) * kept * washed * own(1, 0.12);
	const dust = fine * 1.45 + (12 + 2.2 * Math.max(0, weather.wind - 4)) * washed * own(2, 0.15);
	const exhaust = (9 + 8 * cold + 44 * traffic) * Math.sqrt(kept) * own(3, 0.1);
	const warm = clamp((weather.temperature + 6) / 34, 0.1, 1.15);
	// Ozone is made over hours: it follows the light of two hours ago.
	const light = 0.35 * weather.daylight + 0.65 * world.weatherAt(at - 2 * HOUR).daylight;
	const ozone = 32 + 132 * light * warm * own(4, 0.08) - 0.28 * exhaust;
	return {
		'PM2.5': [decimals(fine, 1), MICROGRAM!],
		PM10: [decimals(dust, 1), MICROGRAM!],
		SO2: [decimals((4 + 7 * cold) * Math.sqrt(kept) * own(5, 0.15), 1), MICROGRAM!],
		NO2: [decimals(exhaust, 1), MICROGRAM!],
		O3: [decimals(Math.max(4, ozone), 1), MICROGRAM!],
		CO: [decimals((0.28 + 0.2 * cold + 0.5 * traffic) * Math.sqrt(kept) * own(6, 0.1), 2), MILLIGRAM!]
	};
}
