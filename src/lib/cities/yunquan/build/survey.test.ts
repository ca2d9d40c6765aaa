import { expect, test } from 'vitest';
import { areaSources } from '../sources/areas.ts';
import { smallCity } from '../testing/small-city.ts';

const { named, survey, buildings } = smallCity();

interface Area {
	readonly code: string;
	readonly population: number;
	readonly jobs: number;
	readonly buildings: number;
}

function areas(name: string): Area[] {
	const source = areaSources(named, survey).find((each) => each.name === `${name}.geojsonl`)!;
	return [...source.chunks()]
		.join('')
		.trim()
		.split('\n')
		.map((line) => (JSON.parse(line) as { properties: Area }).properties);
}

test('districts, subdistricts, communities and grid cells count the same people, jobs and buildings', () => {
	const total = {
		population: buildings.reduce((sum, { residents }) => sum + residents, 0),
		jobs: buildings.reduce((sum, { jobs }) => sum + jobs, 0),
		buildings: buildings.length
	};
	for (const level of ['districts', 'subdistricts', 'communities', 'grids']) {
		const sum = areas(level).reduce(
			(all, { population, jobs, buildings: houses }) => ({
				population: all.population + population,
				jobs: all.jobs + jobs,
				buildings: all.buildings + houses
			}),
			{ population: 0, jobs: 0, buildings: 0 }
		);
		expect([level, sum]).toEqual([level, total]);
	}
});

test('a ward’s code begins with that of the ward above, and no two wards share one', () => {
	const levels = ['districts', 'subdistricts', 'communities', 'grids'].map((name) => areas(name).map(({ code }) => code));
	levels.forEach((codes, level) => {
		expect(new Set(codes).size).toBe(codes.length);
		const upper = new Set(levels[level - 1] ?? ['9901']);
		const digits = [4, 6, 9, 12][level]!;
		expect(codes.filter((code) => !upper.has(code.slice(0, digits)))).toEqual([]);
	});
});

test('every building belongs to a grid cell that is there', () => {
	const codes = new Set(survey.grids.map(({ code }) => code));
	expect(buildings.filter(({ grid }) => !codes.has(grid))).toEqual([]);
});
