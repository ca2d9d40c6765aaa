import { expect, test } from 'vitest';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import { districtMassing } from './district-massing.ts';

const frame = new LocalFrame([113.4, 23.3]);

/** A rectangle around the frame's origin, turned from east by `degrees`. */
function rectangle(width: number, depth: number, degrees = 0): [number, number][] {
	const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
	return [
		[-width / 2, -depth / 2],
		[width / 2, -depth / 2],
		[width / 2, depth / 2],
		[-width / 2, depth / 2]
	].map(([x, y]) => {
		const [lng, lat] = frame.toLngLat(x! * cos - y! * sin, x! * sin + y! * cos);
		return [lng, lat];
	});
}

const district = (rest: Partial<ScenarioEditOf<'district'>>): ScenarioEditOf<'district'> => ({
	kind: 'district',
	name: 'Zhongluotan',
	ring: rectangle(600, 480),
	floorArea: { housing: 200_000, office: 60_000, retail: 20_000, public: 10_000 },
	residents: 5000,
	jobs: 3000,
	facilities: {},
	clears: true,
	...rest
});

test('blocks hold exactly the floor area, the residents and the jobs that a district is to have', () => {
	const blocks = districtMassing(district({}));
	const floor = (use: string) =>
		blocks.filter((block) => block.use === use).reduce((sum, { area, levels }) => sum + area * levels, 0);
	expect(floor('apartments')).toBeCloseTo(200_000, 6);
	expect(floor('office')).toBeCloseTo(60_000, 6);
	expect(floor('retail')).toBeCloseTo(20_000, 6);
	expect(floor('community_centre')).toBeCloseTo(10_000, 6);
	expect(blocks.reduce((sum, { residents }) => sum + residents, 0)).toBeCloseTo(5000, 6);
	expect(blocks.reduce((sum, { jobs }) => sum + jobs, 0)).toBeCloseTo(3000, 6);
	expect(new Set(blocks.filter(({ residents }) => residents > 0).map(({ use }) => use))).toEqual(
		new Set(['apartments'])
	);
	expect(
		blocks.filter(({ use }) => use === 'apartments').map(({ levels, height }) => [levels, height])
	).toEqual(Array.from({ length: 16 }, () => [18, 54]));
});

test('footprints have the area they say, lie in the ring and do not touch, however the ring is turned', () => {
	for (const turned of [0, 20, 70]) {
		const blocks = districtMassing(district({ ring: rectangle(600, 480, turned) }));
		const [cos, sin] = [Math.cos((turned * Math.PI) / 180), Math.sin((turned * Math.PI) / 180)];
		const boxes = blocks.map(({ ring, area }) => {
			const plane = ring.map(([lng, lat]) => {
				const [x, y] = frame.toLocal(lng, lat);
				return [x * cos + y * sin, y * cos - x * sin] as const;
			});
			const span = (axis: 0 | 1) =>
				[Math.min(...plane.map((p) => p[axis])), Math.max(...plane.map((p) => p[axis]))] as const;
			const [[west, east], [south, north]] = [span(0), span(1)];
			expect(((east - west) * (north - south)) / area).toBeCloseTo(1, 2);
			expect(Math.max(-west, east)).toBeLessThan(300);
			expect(Math.max(-south, north)).toBeLessThan(240);
			return { west, east, south, north };
		});
		boxes.forEach((a, i) =>
			boxes.slice(i + 1).forEach((b) => {
				expect(a.east < b.west || b.east < a.west || a.north < b.south || b.north < a.south).toBe(true);
			})
		);
	}
});

test('where the ring has too few lots for the storeys one would choose, blocks become higher', () => {
	const blocks = districtMassing(
		district({ ring: rectangle(180, 120), floorArea: { housing: 100_000, office: 50_000 } })
	);
	expect(blocks).toHaveLength(6);
	expect(blocks.reduce((sum, { area, levels }) => sum + area * levels, 0)).toBeCloseTo(150_000, 6);
	expect(Math.max(...blocks.map(({ levels }) => levels))).toBeGreaterThan(20);
});

test('a small district stands on small lots, and one that cannot hold what it should is refused by name', () => {
	expect(
		districtMassing(district({ ring: rectangle(26, 13), floorArea: { housing: 90, retail: 30 } }))
	).toHaveLength(2);
	expect(() => districtMassing(district({ ring: rectangle(6, 6) }))).toThrow('“Zhongluotan” is too small');
	expect(() =>
		districtMassing(district({ ring: rectangle(60, 60), floorArea: { housing: 900_000 } }))
	).toThrow(/would need \d+ storeys/);
	expect(districtMassing(district({ floorArea: {} }))).toEqual([]);
});
