import { carParks } from '../../assets/furniture.ts';
import { spread } from '../../assets/spread.ts';
import type { NamedCity } from '../../build/buildings.ts';
import type { Survey } from '../../build/survey.ts';
import type { Feed, World } from '../world.ts';
import { byHour, clamp, decimals, MINUTE, wander } from './course.ts';
import { devicesOf, type Device } from './device.ts';
import { ngsiFeed } from './ngsi-feed.ts';

const REPORTING = 3000;

/** Share of spaces that are taken by each full hour, 0 to 24, on working days and on days off: the city's own. */
const TAKEN: Readonly<Record<string, readonly [working: readonly number[], free: readonly number[]]>> = {
	小区停车场: [
		[
			0.84, 0.85, 0.85, 0.85, 0.85, 0.85, 0.79, 0.65, 0.49, 0.41, 0.39, 0.38, 0.4, 0.39, 0.38, 0.39, 0.42,
			0.5, 0.61, 0.69, 0.75, 0.78, 0.81, 0.83, 0.84
		],
		[
			0.83, 0.84, 0.85, 0.85, 0.85, 0.85, 0.84, 0.81, 0.76, 0.68, 0.63, 0.6, 0.62, 0.61, 0.59, 0.58, 0.59,
			0.63, 0.67, 0.7, 0.75, 0.78, 0.81, 0.82, 0.83
		]
	],
	公共停车场: [
		[
			0.09, 0.08, 0.07, 0.07, 0.08, 0.09, 0.14, 0.3, 0.56, 0.72, 0.77, 0.78, 0.76, 0.75, 0.77, 0.77, 0.72,
			0.63, 0.56, 0.52, 0.43, 0.3, 0.18, 0.12, 0.09
		],
		[
			0.09, 0.07, 0.07, 0.06, 0.06, 0.07, 0.09, 0.13, 0.2, 0.32, 0.5, 0.65, 0.74, 0.77, 0.81, 0.83, 0.81,
			0.77, 0.76, 0.74, 0.59, 0.38, 0.22, 0.13, 0.09
		]
	],
	路内泊位: [
		[
			0.43, 0.43, 0.42, 0.41, 0.4, 0.4, 0.43, 0.52, 0.64, 0.73, 0.77, 0.78, 0.77, 0.75, 0.77, 0.77, 0.78,
			0.78, 0.75, 0.71, 0.65, 0.57, 0.5, 0.46, 0.43
		],
		[
			0.43, 0.43, 0.42, 0.41, 0.4, 0.39, 0.4, 0.43, 0.49, 0.57, 0.66, 0.73, 0.77, 0.77, 0.78, 0.8, 0.8, 0.78,
			0.76, 0.73, 0.68, 0.59, 0.5, 0.46, 0.43
		]
	]
};
/** Hours at which public car parks are shut: 0:30 to 5:30. */
const [SHUT, OPEN] = [0.5, 5.5];

interface CarPark extends Device {
	readonly category: string;
	readonly spaces: number;
}

/** Car parks: how many spaces they have, and how many of them are free. */
export function carParkFeed(named: NamedCity, survey: Survey): Feed {
	const parks = spread([...carParks(named, survey).assets()], REPORTING);
	return ngsiFeed({
		layer: 'car-parks',
		type: 'OffStreetParking',
		every: 60,
		metrics: { spaces: '1', free: '1', occupancy: '%' },
		devices: devicesOf(parks, ({ values }) => ({
			category: String(values['category']),
			spaces: Number(values['spaces'])
		})),
		entity: (park, world) => {
			const taken = takenIn(park, world);
			const free = park.spaces - taken;
			const shut = park.category === '公共停车场' && world.hour >= SHUT && world.hour < OPEN;
			return {
				status: shut ? 'closed' : free === 0 ? 'full' : 'open',
				values: {
					spaces: [park.spaces, 'C62'],
					free: [free, 'C62'],
					occupancy: [decimals(park.spaces === 0 ? 0 : (100 * taken) / park.spaces, 3), 'P1']
				}
			};
		}
	});
}

/** Whole cars: the hour's share of its kind, a place's own liking, and the coming and going of minutes. */
function takenIn({ category, spaces, number }: CarPark, { hour, dayOff, seed, at }: World): number {
	const [working, free] = TAKEN[category]!;
	const liked = 1 + 0.24 * (2 * (((number * 0.618_033_988_749_895) % 1) - 0.5));
	const share =
		byHour(dayOff ? free : working, hour) * liked + 0.03 * wander(seed, 491, number, at, 12 * MINUTE);
	return Math.round(spaces * clamp(share, 0, 1));
}
