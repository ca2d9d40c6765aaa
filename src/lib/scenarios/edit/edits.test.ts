import { expect, test } from 'vitest';
import type { CityParts, PartName } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import { Plane } from '../city/plane.ts';
import { ringContains } from '#lib/model/ring.ts';
import { blockTown, townAt } from '../testing/block-town.ts';
import { editCity } from './edit-city.ts';
import { changesBodies, plannedBodies } from './planned-bodies.ts';

const point = (east: number, north: number): [number, number] => [...townAt(east, north)] as [number, number];
const square = (east: number, north: number, side: number) => [
	point(east, north),
	point(east + side, north),
	point(east + side, north + side),
	point(east, north + side)
];
const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);
const town = blockTown();
const after = <N extends PartName>(name: N, ...edits: ScenarioEdit[]): Promise<CityParts[N]> =>
	editCity(blockTown(), edits).part(name);

test('a part that no edit concerns is the city’s own object', async () => {
	const edited = editCity(town, [{ kind: 'rain', intensity: 3, hours: 1 }]);
	for (const name of ['roads', 'zones', 'buildings', 'footprints', 'facilities', 'transit', 'lamps'] as const)
		expect(await edited.part(name)).toBe(await town.part(name));
});

test('a closed road stays a row; the later edit wins; a lane less takes its share of the capacity', async () => {
	const { links } = await after(
		'roads',
		{ kind: 'road', links: [3, 4], closed: true, maxSpeed: 20 },
		{ kind: 'road', links: [4], closed: false },
		{ kind: 'road', links: [5], lanes: 1 },
		{ kind: 'road', links: [6], direction: 'backward' },
		{ kind: 'road', links: [7], lanes: 4, capacity: 999, greenShare: 0.5 }
	);
	expect(links.key).toHaveLength(60);
	expect([...links.closed.slice(3, 6)]).toEqual([1, 0, 0]);
	expect([...links.maxSpeed.slice(3, 6)]).toEqual([20, 20, 40]);
	// Two lanes for two directions became one for both; then two for one direction.
	expect([...links.capacity.slice(4, 8)]).toEqual([800, 400, 1600, 999]);
	expect([links.oneway[6], links.lanes[7], links.greenShare[7]]).toEqual([-1, 4, 0.5]);
});
test('a road and its inverse give the same roads', async () => {
	const roads = await after(
		'roads',
		{ kind: 'road', links: [3], lanes: 4, maxSpeed: 60, direction: 'forward', closed: true },
		{ kind: 'road', links: [3], lanes: 2, maxSpeed: 40, direction: 'both', closed: false }
	);
	expect(roads).toEqual(await town.part('roads'));
});
test('a new road joins junctions within 40 m and is as long as its line', async () => {
	const { links, points } = await after('roads', {
		kind: 'road-add',
		line: [point(10, 10), point(100, 300), point(390, 385)],
		class: 'primary',
		lanes: 4,
		maxSpeed: 60
	});
	const [from, to] = [links.from.at(-1)!, links.to.at(-1)!];
	expect([links.key.at(-1), from, to, links.class.at(-1)]).toEqual(['new-0', 0, 14, 'primary']);
	expect(links.length.at(-1)).toBeCloseTo(Math.hypot(100, 300) + Math.hypot(300, 100), 1);
	expect(links.capacity.at(-1)).toBeNaN();
	expect(links.starts.at(-1)).toBe(points.lng.length);
	expect([points.lng.at(-1), points.lat.at(-1)]).toEqual(point(400, 400));
});
test('a new road that ends nowhere, and a road that is not there, are refused by name', async () => {
	const line = [point(0, 0), point(100, 100)];
	await expect(
		after('roads', { kind: 'road-add', line, class: 'primary', lanes: 2, maxSpeed: 50, name: 'X' })
	).rejects.toThrow(
		/The new road “X” of edit 1 ends at .* \(its last point\), but no junction is within 40 m/
	);
	await expect(after('roads', { kind: 'road', links: [60] })).rejects.toThrow(
		'The edit 1 changes the road 60, but the pack has only 60.'
	);
});

test('people move with buildings, places and districts; zones and buildings agree', async () => {
	const edits: ScenarioEdit[] = [
		{ kind: 'building-remove', buildings: [0, 1] },
		{
			kind: 'building-add',
			ring: square(1000, 1000, 30),
			height: 30,
			levels: 10,
			use: 'apartments',
			residents: 321,
			jobs: 4
		},
		{ kind: 'people', at: point(850, 850), residents: 50, jobs: -100 },
		{
			kind: 'district',
			name: 'D',
			ring: square(0, 800, 200),
			floorArea: {},
			residents: 1000,
			jobs: 7,
			facilities: { park: 3, clinic: 1 },
			clears: true
		}
	];
	const [zones, buildings] = await Promise.all([after('zones', ...edits), after('buildings', ...edits)]);
	// 6000 residents and 3000 jobs before: two homes of 100 gone, a cleared block of 400.
	expect(sum(zones.residents)).toBe(6000 - 200 + 321 + 50 + 1000 - 400);
	expect(sum(zones.jobs)).toBe(3000 + 4 - 100 + 7);
	expect([sum(buildings.residents), sum(buildings.jobs)]).toEqual([sum(zones.residents), sum(zones.jobs)]);
	expect(zones.residents[0]).toBe(200);
	expect(zones.residents[20]).toBe(1000);
	expect(buildings.key.slice(0, 2)).toEqual(['2', '3']);
	expect(buildings.key.slice(-6)).toEqual(['new-1', 'new-2', 'new-3-1', 'new-3-2', 'new-3-3', 'new-3-4']);
	const plane = new Plane(36);
	const [east, north] = [(zones.lng[0]! - 117) * plane.perLng, (zones.lat[0]! - 36) * plane.perLat];
	expect([Math.round(east), Math.round(north)]).toEqual([100, 140]);
});
test('people and their taking away again leave the city as it was', async () => {
	const at = point(300, 300);
	const edits: ScenarioEdit[] = [
		{ kind: 'people', at, residents: 70, jobs: 20 },
		{ kind: 'people', at, residents: -70, jobs: -20 }
	];
	expect(await after('buildings', ...edits)).toEqual(await town.part('buildings'));
	expect(await after('zones', ...edits)).toEqual(await town.part('zones'));
});
test('more people than there are cannot go', async () => {
	await expect(after('zones', { kind: 'people', at: point(0, 0), residents: -6001 })).rejects.toThrow(
		'The edit 1 takes 6001 residents away, 1 more than there are in the whole city.'
	);
});

test('what goes and comes is what the buildings after the edits say', async () => {
	const edits: ScenarioEdit[] = [
		{ kind: 'building-remove', buildings: [5, 0] },
		{ kind: 'building-add', ring: square(820, 820, 20), height: 9, levels: 3, use: 'office' },
		{
			kind: 'district',
			name: 'D',
			ring: square(800, 800, 200),
			floorArea: { housing: 5000 },
			residents: 0,
			jobs: 0,
			facilities: {},
			clears: true
		},
		{ kind: 'building-add', ring: square(400, 400, 20), height: 30, levels: 10, use: 'office' }
	];
	const before = await town.part('buildings');
	const { gone, blocks } = plannedBodies(before, edits);
	const { key, height } = await after('buildings', ...edits);
	const stays = new Set(key);
	expect(gone.map(String)).toEqual(before.key.filter((name) => !stays.has(name)));
	expect(gone).toEqual([0, 5, 96, 97, 98, 99]);
	const added = [...height].filter((_, row) => key[row]!.startsWith('new-'));
	expect(blocks.map((block) => block.height)).toEqual(added);
	expect(changesBodies([{ kind: 'rain', intensity: 1, hours: 1 }])).toBe(false);
});

test('facilities come, go, and are spread over a district', async () => {
	const ring = square(600, 600, 300);
	const { key, kind, lng, lat } = await after(
		'facilities',
		{ kind: 'facility-remove', rows: [1, 2] },
		{ kind: 'facility-add', at: point(10, 10), facility: 'market' },
		{
			kind: 'district',
			name: 'D',
			ring,
			floorArea: {},
			residents: 0,
			jobs: 0,
			facilities: { park: 3, clinic: 1 },
			clears: false
		}
	);
	expect(key).toEqual(['0', '3', '4', '5', '6', 'new-1', 'new-2-1', 'new-2-2', 'new-2-3', 'new-2-4']);
	expect(kind.slice(-5)).toEqual(['market', 'clinic', 'park', 'park', 'park']);
	for (let row = key.length - 4; row < key.length; row++)
		expect(ringContains(ring, lng[row]!, lat[row]!)).toBe(true);
	await expect(after('facilities', { kind: 'facility-remove', rows: [99] })).rejects.toThrow(
		'The edit 1 takes away the facility 99, but the pack has none in that row.'
	);
});

test('lamps are dimmed past midnight, half hours by half, within a ring alone', async () => {
	const { level } = await after('lamps', {
		kind: 'lamps',
		within: square(-50, -50, 100),
		schedule: [{ from: 22.5, to: 5, level: 0 }]
	});
	const hours = (lamp: number) => [4, 5, 18, 21, 22, 23].map((hour) => level[24 * lamp + hour]);
	expect(hours(0)).toEqual([0, 1, 1, 1, 0.5, 0]);
	expect(hours(1)).toEqual([1, 1, 1, 1, 1, 1]);
});
