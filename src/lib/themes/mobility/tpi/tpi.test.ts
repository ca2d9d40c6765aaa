import { expect, test } from 'vitest';
import { classOf } from '#lib/model/indicator.ts';
import { ROAD_STATES, TPI_LEVELS, rankOf, roadState, type RoadRank, type TpiLevel } from './road-state.ts';
import { indexOfShare, trafficIndex, type FlowLink } from './traffic-index.ts';

test.each<readonly [RoadRank, readonly number[]]>([
	['expressway', [65, 50, 35, 20]],
	['arterial', [40, 30, 20, 15]],
	['street', [35, 25, 15, 10]]
])('on an %s each bound of speed belongs to the worse state', (rank, bounds) => {
	bounds.forEach((bound, k) => {
		expect(roadState(rank, bound + 0.1)).toBe(ROAD_STATES[k]);
		expect(roadState(rank, bound)).toBe(ROAD_STATES[k + 1]);
	});
	expect(roadState(rank, 0)).toBe('heavily-congested');
});

test('the free speed stands for the class of a road', () => {
	expect([80, 70, 60, 50, 40].map(rankOf)).toEqual([
		'expressway',
		'expressway',
		'arterial',
		'arterial',
		'street'
	]);
});

test('a bound of the index belongs to the better class, and both sets of names are kept', () => {
	expect(
		[0, 2, 2.01, 4, 4.01, 6, 6.01, 8, 8.01, 10].map(
			(tpi) => TPI_LEVELS.indexOf(classOf(TPI_LEVELS, tpi) as TpiLevel) + 1
		)
	).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
	expect(TPI_LEVELS.map(({ title, onMaps }) => `${title.zh}/${onMaps.zh}`)).toEqual([
		'畅通/畅通',
		'基本畅通/基本畅通',
		'轻度拥堵/缓慢',
		'中度拥堵/拥堵',
		'严重拥堵/严重拥堵'
	]);
});

test('the index is a piecewise line over the share of jammed length', () => {
	expect([0, 2, 4, 8, 9.5, 11, 14, 19, 24, 60].map(indexOfShare)).toEqual([0, 1, 2, 4, 5, 6, 8, 9, 10, 10]);
});

const link = (more: Partial<FlowLink>): FlowLink => ({
	rank: 'arterial',
	length: 1,
	intensity: 1000,
	heavilyCongested: false,
	...more
});

test('shares of length are weighted by what is driven on each rank', () => {
	// Half of the streets jammed, which carry a tenth of the vehicle-kilometres: 5 % of all, between 4 % and 8 %.
	const index = trafficIndex([
		link({ length: 9 }),
		link({ rank: 'street', length: 1, intensity: 500, heavilyCongested: true }),
		link({ rank: 'street', length: 1, intensity: 500 })
	]);
	expect(index).toBeCloseTo(2.5, 12);
});

test('free roads are 0, jammed ones 10, and without traffic there is no index', () => {
	expect(trafficIndex([link({})])).toBe(0);
	expect(trafficIndex([link({ heavilyCongested: true })])).toBe(10);
	expect(trafficIndex([link({ intensity: 0 })])).toBeUndefined();
	expect(trafficIndex([])).toBeUndefined();
});
