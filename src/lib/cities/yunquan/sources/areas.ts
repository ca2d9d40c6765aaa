import type { NamedCity } from '../build/buildings.ts';
import type { Survey } from '../build/survey.ts';
import { outlineOf } from '../people/outlines.ts';
import type { Ward } from '../people/wards.ts';
import { feature, polygon, type Source } from './source.ts';

interface Count {
	population: number;
	jobs: number;
	buildings: number;
}

/** Digits of the codes of districts, subdistricts and communities; a grid cell's has two more. */
const LEVELS = [6, 9, 12] as const;

/** The four levels of wards as polygons, with what lives and works in them: each level sums to the same. */
export function areaSources({ city, wards }: NamedCity, { grids }: Survey): readonly Source[] {
	const sums = new Map<string, Count>();
	for (const { code, population, jobs, buildings } of grids)
		for (const length of LEVELS) {
			const upper = code.slice(0, length);
			const sum = sums.get(upper) ?? { population: 0, jobs: 0, buildings: 0 };
			sum.population += population;
			sum.jobs += jobs;
			sum.buildings += buildings;
			sums.set(upper, sum);
		}
	const source = (name: string, list: readonly Ward[]): Source => ({
		name,
		chunks: function* () {
			for (const { name: ward, code, cells } of list)
				yield feature(
					{
						name: ward.zh,
						'name:en': ward.en,
						code,
						...(sums.get(code) ?? { population: 0, jobs: 0, buildings: 0 })
					},
					'MultiPolygon',
					outlineOf(city.skeleton, cells).map(polygon)
				);
		}
	});
	return [
		source('districts.geojsonl', wards.districts),
		source('subdistricts.geojsonl', wards.subdistricts),
		source('communities.geojsonl', wards.communities),
		{
			name: 'grids.geojsonl',
			chunks: function* () {
				for (const { code, community, corners, population, jobs, buildings } of grids)
					yield feature(
						{ code, community: community.zh, number: Number(code.slice(12)), population, jobs, buildings },
						'Polygon',
						polygon([corners])
					);
			}
		}
	];
}
