import { expect, test } from 'vitest';
import type { LngLat } from '#lib/model/geometry.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { boxOfPlaces } from './box-of-places.ts';
import type { CityRoad } from './edit-city.ts';
import { EDIT_TOOLS } from './edit-tools.ts';
import type { EditValues } from './edit-tool.ts';
import { hollowMarks } from './hollow-marks.ts';
import { cornersOf, formsOf, type PlacedThings } from './marks-of.ts';
import { nearestPlace, nearestWay } from './nearest-place.ts';
import { presentText } from './present-text.ts';
import { shapesWhileMade } from './shapes-while-made.ts';
import { stopPlaceText } from './stop-place-text.ts';

const road = (row: number, from: number, to: number): CityRoad => ({
	row,
	class: 'primary',
	oneway: false,
	line: [
		[from, 0],
		[to, 0]
	]
});
/** Two links that face each other, one facility, and a line of three stops. */
const things: PlacedThings = {
	roadOf: (row) => [road(0, 0, 2), road(1, 4, 2)][row],
	facilityOf: (row) => (row === 5 ? { id: 5, name: 'Hill Clinic', at: [1, 1] } : undefined),
	buildingOf: () => undefined,
	routeOf: (dataset, id) => ({
		dataset,
		id,
		name: '7',
		stops: [
			[0, 0],
			[1, 0]
		],
		stopNames: ['West', 'East']
	}),
	stopOf: () => undefined
};

test('closed roads are hatched lines with one sign in their middle; what nobody knows is not drawn', () => {
	expect(formsOf({ of: 'links', rows: [0, 9], look: 'closed' }, things)).toEqual([
		{ of: 'line', path: road(0, 0, 2).line, look: 'closed' },
		{ of: 'place', at: [1, 0], look: 'removed', radius: 0 }
	]);
	expect(formsOf({ of: 'buildings', ids: [1] }, things)).toEqual([]);
	expect(formsOf({ of: 'facilities', rows: [5] }, things)).toEqual([
		{ of: 'place', at: [1, 1], look: 'removed', radius: 0 }
	]);
	expect(formsOf({ of: 'route', dataset: 'bus', id: '7' }, things)).toMatchObject([{ look: 'gone' }]);
	const by: LngLat = [0.4, 0.1];
	expect(formsOf({ of: 'route', dataset: 'bus', id: '7', by }, things)).toEqual([
		{ of: 'line', path: [[0, 0], by, [1, 0]], look: 'transit' }
	]);
});

test('arrows show which way one may go, and while one chooses which way is along the road', () => {
	const forms = (direction: 'forward' | 'backward' | undefined, choosing: boolean) =>
		formsOf(
			{ of: 'links', rows: [0, 1], look: 'changed', ...(direction && { direction }) },
			things,
			choosing
		).map((form) => form.of === 'line' && [form.path[0]![0], form.path[1]![0], form.arrows ?? false]);
	expect(forms(undefined, false)).toEqual([
		[0, 2, false],
		[4, 2, false]
	]);
	expect(forms('backward', false)).toEqual([
		[2, 0, true],
		[2, 4, true]
	]);
	expect(forms('backward', true)).toEqual([
		[0, 2, true],
		[2, 4, true]
	]);
});

test('what is being made shows before it is complete', () => {
	const made = (kind: string, values: EditValues) =>
		shapesWhileMade(
			EDIT_TOOLS.find((tool) => tool.kind === kind)!,
			values
		);
	const ring: LngLat[] = [
		[0, 0],
		[1, 0],
		[1, 1]
	];
	expect(made('building-add', { ring })).toEqual([{ of: 'ring', ring }]);
	expect(made('building-add', { ring, use: 'office', height: 30, levels: 9 })).toEqual([
		{ of: 'ring', ring, height: 30 }
	]);
	expect(made('road', { links: [3] })).toEqual([{ of: 'links', rows: [3], look: 'changed' }]);
	expect(made('road', {})).toEqual([]);
	const at: LngLat = [0.4, 0.1];
	expect(made('stop-add', { at })).toEqual([{ of: 'place', at, look: 'added' }]);
	expect(made('stop-add', { at, dataset: 'bus', route: '7', dwell: 30, slower: 0 })).toEqual([
		{ of: 'route', dataset: 'bus', id: '7', by: at },
		{ of: 'place', at, look: 'added' }
	]);
	expect(made('line-remove', { dataset: 'bus', route: '7' })).toEqual([
		{ of: 'route', dataset: 'bus', id: '7' }
	]);
});

test('what roads are now is said as ranges, and only what somebody says', () => {
	const before = getLocale;
	overwriteGetLocale(() => 'en');
	const text = presentText('en', [
		{ ...road(0, 0, 2), lanes: 4, maxSpeed: 50 },
		{ ...road(1, 4, 2), lanes: 2, maxSpeed: 50, class: 'trunk', oneway: true }
	]);
	expect(text).toBe('Now: main road, expressway · 2–4 lanes · limit 50 km/h');
	expect(presentText('en', [{ ...road(0, 0, 2), lanes: 1, oneway: true }])).toBe(
		'Now: main road · 1 lane · one way'
	);
	overwriteGetLocale(before);
});

test('where a stop comes into a line is said by its neighbours and what the way becomes longer by', () => {
	const before = getLocale;
	overwriteGetLocale(() => 'en');
	const route = { stops: [[0, 0] as const, [0.01, 0] as const], stopNames: ['West', 'East'] };
	expect(stopPlaceText('en', route, [0.004, 0])).toBe('Between West and East; the way is 0 m longer');
	expect(stopPlaceText('en', route, [-0.001, 0])).toBe('Ahead of West, 111 m away: the line begins there');
	expect(stopPlaceText('en', route, [0.011, 0])).toBe('Beyond East, 111 m away: the line ends there');
	overwriteGetLocale(before);
});

test('the box of forms has all their places; of none there is none', () => {
	const places = cornersOf([
		{ of: 'place', at: [1, 5], look: 'added', radius: 0 },
		{ of: 'ring', ring: [[0, 2]], height: 0 },
		{ of: 'line', path: [[3, 1]], look: 'road' }
	]);
	expect(boxOfPlaces(places)).toEqual([0, 1, 3, 5]);
	expect(boxOfPlaces([])).toBeUndefined();
});

test('the nearest place within reach is found, also where degrees are narrow', () => {
	const places = [{ at: [0, 60] as const }, { at: [0.002, 60] as const }];
	expect(nearestPlace(places, [0.0015, 60], 100)).toBe(places[1]);
	expect(nearestPlace(places, [0.001, 60], 55)).toBeUndefined();
	expect(nearestPlace(places, [0.001, 60], 56)).toBe(places[0]);
	const ways = [{ stops: [[0, 60] as const, [0.01, 60] as const] }, { stops: [[0, 60.0004] as const] }];
	// 33 m beside the way, 11 m below the other's only stop.
	expect(nearestWay(ways, [0.005, 60.0003], 34)).toBe(ways[0]);
	expect(nearestWay(ways, [0.005, 60.0003], 33)).toBeUndefined();
	expect(nearestWay(ways, [0, 60.0003], 34)).toBe(ways[1]);
});

test('over a result what is planned is edges: areas always, blocks where it is of buildings', () => {
	const ring = [[0, 0] as const, [1, 0] as const, [1, 1] as const];
	const [area, block] = [0, 9].map((height) => ({ of: 'ring' as const, ring, height }));
	const marks = [area!, block!].map((form) => ({ form, weight: 'usual' as const }));
	const hollow = (result?: 'cells' | 'blocks') =>
		hollowMarks(marks, result).map((mark) => mark.hollow ?? false);
	expect([hollow(), hollow('cells'), hollow('blocks')]).toEqual([
		[false, false],
		[true, false],
		[true, true]
	]);
	const inHand = [{ form: area!, weight: 'strong' as const }];
	expect(hollowMarks(inHand, 'cells')).toEqual(inHand);
});
