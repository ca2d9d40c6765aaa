import type { ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import type { AccessAnswer } from '../answer.ts';
import { percent } from './rounding.ts';
import { facilityRows } from '../../city/facility-rows.ts';

/** Facilities: how many people have them within reach, for how many they are the nearest, and how full that makes them. */
export function facilitiesLayer(answer: AccessAnswer): ResultLayer {
	const { facilities, places, peopleInReach, flooded } = answer;
	const rows = places.facilities;
	const { nearest, users } = catchments(answer);
	const column = (
		name: string,
		title: ResultColumn['title'],
		better: ResultColumn['better'],
		values: ResultColumn['values'],
		unit = '{person}'
	): ResultColumn => ({ name, title, unit, better, values });
	const capacity = rows.map((row) => finite(facilities.capacity[row]!));
	return {
		id: 'facilities',
		title: { zh: '设施', en: 'Facilities' },
		...facilityRows(facilities, rows),
		columns: [
			column('people', { zh: '限时内可达居民', en: 'Residents in reach' }, 'more', whole(peopleInReach)),
			...(nearest
				? [
						column(
							'nearest',
							{ zh: '就近居民', en: 'Residents it is nearest to' },
							'neither',
							whole(nearest)
						),
						column(
							'load',
							{ zh: '就近使用者占容量', en: 'Users it is nearest to, of its capacity' },
							'less',
							rows.map((_, place) =>
								capacity[place] === null ? null : percent(users[place]!, capacity[place]!)
							),
							'%'
						)
					]
				: []),
			column('capacity', { zh: '容量', en: 'Capacity' }, 'neither', capacity, '1'),
			{
				...column(
					'open',
					{ zh: '可用', en: 'In use' },
					'more',
					rows.map((row) => (flooded?.[row] === 1 ? 0 : 1)),
					'1'
				),
				classes: {
					bounds: [1],
					names: [
						{ zh: '受淹停用', en: 'Stands in water' },
						{ zh: '可用', en: 'In use' }
					]
				}
			}
		],
		colour: 'people',
		size: 'people'
	};
}

/** By facility: people whose nearest of its service it is, and those of them who use it. */
function catchments({ services, places, demand, settings }: AccessAnswer) {
	const nearest = new Float64Array(places.facilities.length);
	const users = new Float64Array(places.facilities.length);
	if (services.some(({ times }) => !times.place)) return { nearest: undefined, users };
	const counted = new Set<number>();
	for (const { service, facilities, times } of services) {
		// What serves two services (a school of all ages) is counted by the first of them.
		const own = new Set(facilities.filter((place) => !counted.has(place)));
		times.place!.forEach((place, point) => {
			if (!own.has(place)) return;
			nearest[place]! += demand.people[point]!;
			users[place]! += demand.people[point]! * settings.users.get(service)!;
		});
		for (const place of own) counted.add(place);
	}
	return { nearest, users };
}

function whole(values: Float64Array): number[] {
	return Array.from(values, Math.round);
}

function finite(value: number): number | null {
	return Number.isFinite(value) ? value : null;
}
